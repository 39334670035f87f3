/** What the server warns of, each text once in a command. Follows NewWarningWriter in client-go's rest/warnings.go. */
import type { UserApi } from '../engine/index.ts';
import type { KubectlEnv, Output } from './kubectl-run.ts';

/** The same environment, whose writes print the server's warnings. */
export function withWarnings(env: KubectlEnv, output: Output): KubectlEnv {
  const told = new Set<string>();
  const onWarning = (text: string): void => {
    if (told.has(text)) return;
    told.add(text);
    output.err(`Warning: ${text}\n`);
  };
  return { ...env, api: warningApi(env.api, onWarning) };
}

function warningApi(api: UserApi, onWarning: (text: string) => void): UserApi {
  return {
    ...api,
    create: (kind, draft, options) => api.create(kind, draft, { ...options, onWarning }),
    update: (kind, object, options) => api.update(kind, object, { ...options, onWarning }),
    patch: (kind, ref, patch, options) => api.patch(kind, ref, patch, { ...options, onWarning }),
    as: (user) => warningApi(api.as(user), onWarning),
  };
}
