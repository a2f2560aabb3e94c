// @ts-check
// Reads the QR codes in what a camera shows: with the browser's own detector where there is one, else with a
// decoder in WebAssembly, from our own address. Fetched when a camera is first switched on.

/**
 * Gives the texts of all codes in sight.
 * @typedef {(video: HTMLVideoElement) => Promise<string[]>} Decoder
 */

/**
 * @typedef {{ detect: (from: HTMLVideoElement) => Promise<{ rawValue: string }[]> }} Detector
 * @typedef {(new (options: { formats: string[] }) => Detector) & { getSupportedFormats: () => Promise<string[]> }} Detectors
 */

/** The longer side of the picture that is looked at, in pixels: enough for a label that fills a quarter of it. */
const SIDE = 1024;

/** @returns {Promise<Decoder>} */
export async function decoder() {
  return (await ofTheBrowser()) ?? ourOwn();
}

/** @returns {Promise<Decoder | undefined>} */
async function ofTheBrowser() {
  const detectors = /** @type {{ BarcodeDetector?: Detectors }} */ (/** @type {unknown} */ (window)).BarcodeDetector;
  try {
    if (!(await detectors?.getSupportedFormats())?.includes("qr_code") || !detectors) return undefined;
    const detector = new detectors({ formats: ["qr_code"] });
    /** @type {Decoder | undefined} */
    let instead;
    return async (video) => {
      if (instead) return instead(video);
      try {
        return (await detector.detect(video)).map((code) => code.rawValue);
      } catch {
        // Some browsers offer a detector whose service is not there.
        instead = await ourOwn();
        return [];
      }
    };
  } catch {
    return undefined;
  }
}

/** @returns {Promise<Decoder>} */
async function ourOwn() {
  const { prepareZXingModule, readBarcodes } = await import("./zxing-wasm/dist/es/reader/index.js");
  // Left alone it would fetch its half from a network of others.
  const program = new URL("./zxing-wasm/dist/reader/zxing_reader.wasm", import.meta.url).href;
  await prepareZXingModule({ overrides: { locateFile: () => program }, fireImmediately: true });
  const canvas = document.createElement("canvas");
  const drawn = canvas.getContext("2d", { willReadFrequently: true });
  if (!drawn) throw new Error("no canvas to draw on");
  return async (video) => {
    const scale = Math.min(1, SIDE / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    if (canvas.width === 0 || canvas.height === 0) return [];
    drawn.drawImage(video, 0, 0, canvas.width, canvas.height);
    const picture = drawn.getImageData(0, 0, canvas.width, canvas.height);
    const codes = await readBarcodes(picture, { formats: ["QRCode"], maxNumberOfSymbols: 8 });
    return codes.map((code) => code.text);
  };
}
