/** Behind what there is to do just now. Unlike a frame it comes in a tab that nobody sees, and unlike a timer at once. */
export function nextTask(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(undefined);
  });
}
