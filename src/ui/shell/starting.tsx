/** What stands in the page until its engine has arrived. */
export function Starting({ failed }: { readonly failed: boolean }) {
  return (
    <div className="starting" role={failed ? 'alert' : 'status'}>
      <p className="starting-name">DaemonSet Playground</p>
      {failed ? (
        <>
          <p>The control plane could not be loaded. Your text is safe.</p>
          <button type="button" onClick={() => location.reload()}>
            Load again
          </button>
        </>
      ) : (
        <p>The control plane starts…</p>
      )}
    </div>
  );
}
