declare global {
  namespace App {
    interface Error {
      message: string;
      /** `area/reason`, turned into words by the error page. */
      code: string;
    }
  }
}

export {};
