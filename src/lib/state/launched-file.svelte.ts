/** The part of the File Handling API that is used; the library does not know it yet. */
interface LaunchQueue {
  setConsumer(
    consumer: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void,
  ): void;
}

/** A file that was opened with the installed app goes straight in, once the screen is ready. */
export function useLaunchedFile(isReady: () => boolean, take: (file: File) => void): void {
  let launched = $state.raw<File>();
  $effect(() => {
    const { launchQueue } = globalThis as { launchQueue?: LaunchQueue };
    launchQueue?.setConsumer(({ files: [handle] }) => {
      void handle?.getFile().then((file) => {
        launched = file;
      });
    });
  });
  $effect(() => {
    if (!launched || !isReady()) return;
    const file = launched;
    launched = undefined;
    take(file);
  });
}
