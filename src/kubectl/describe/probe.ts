/** One line for a probe. Follows DescribeProbe in kubectl/pkg/describe/describe.go. */
import type { Container, IntOrString } from '../../engine/index.ts';
import { line } from './lines.ts';

interface Probe {
  readonly initialDelaySeconds?: number;
  readonly timeoutSeconds?: number;
  readonly periodSeconds?: number;
  readonly successThreshold?: number;
  readonly failureThreshold?: number;
  readonly exec?: { readonly command?: readonly string[] };
  readonly httpGet?: {
    readonly scheme?: string;
    readonly host?: string;
    readonly port?: IntOrString;
    readonly path?: string;
  };
  readonly tcpSocket?: { readonly host?: string; readonly port?: IntOrString };
  readonly grpc?: { readonly port: number; readonly service?: string };
}

/** `kind` is `Liveness`, `Readiness` or `Startup`; nothing without such a probe. */
export function probeText(kind: string, container: Container): string {
  const probe = container[`${kind.toLowerCase()}Probe`] as Probe | undefined;
  return probe ? line(2, `${kind}:\t${handler(probe)} ${attributes(probe)}`) : '';
}

function attributes(probe: Probe): string {
  const { initialDelaySeconds = 0, timeoutSeconds = 0, periodSeconds = 0 } = probe;
  const { successThreshold = 0, failureThreshold = 0 } = probe;
  return `delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s successThreshold=${successThreshold} failureThreshold=${failureThreshold}`;
}

function handler({ exec, httpGet, tcpSocket, grpc }: Probe): string {
  if (exec) return `exec [${(exec.command ?? []).join(' ')}]`;
  if (httpGet) {
    const { scheme = '', host = '', port = '', path = '' } = httpGet;
    const slash = path === '' || path.startsWith('/') ? '' : '/';
    return `http-get ${scheme.toLowerCase()}://${joined(host, port)}${slash}${encodeURI(path)}`;
  }
  if (tcpSocket) return `tcp-socket ${joined(tcpSocket.host ?? '', tcpSocket.port ?? '')}`;
  if (grpc) return `grpc <pod>:${grpc.port} ${grpc.service ?? ''}`;
  return 'unknown';
}

/** IPv6 addresses stand in brackets (net.JoinHostPort). */
function joined(host: string, port: IntOrString): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
