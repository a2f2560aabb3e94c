// @ts-check
// The button of a scan field's camera. It is shown where a camera can work: on a page from HTTPS, in a browser that
// has one. The camera itself is fetched when it is wanted.

/** Under this name: the page on which the camera is on. There it goes on after a scan that loads the page again. */
export const ON = "camera-on";

/**
 * Shows the button.
 *
 * @param {HTMLElement} scan
 * @param {import('./camera.js').Field} field
 * @returns {{ isOn: () => boolean }}
 */
export function offerCamera(scan, field) {
  const panel = scan.querySelector(".camera");
  const button = panel?.querySelector(".camera-on");
  const can = window.isSecureContext && typeof navigator.mediaDevices?.getUserMedia === "function";
  if (!can || !(panel instanceof HTMLElement) || !(button instanceof HTMLButtonElement)) return { isOn: () => false };

  /** @type {import('./camera.js').Camera | undefined} */
  let camera;
  const start = async () => {
    try {
      const { Camera } = await import("./camera.js");
      camera ??= new Camera(panel, field);
    } catch {
      const said = panel.querySelector(".camera-said");
      if (said) said.textContent = panel.dataset.noDecoder ?? "";
      return;
    }
    await camera.start();
  };
  button.addEventListener("click", () => void start());
  panel.hidden = false;
  if (keep(() => sessionStorage.getItem(ON)) === location.pathname) void start();
  return { isOn: () => camera?.isOn === true };
}

/**
 * Keeps or finds something on this device, if it lets us.
 *
 * @template T
 * @param {() => T} what
 */
export function keep(what) {
  try {
    return what();
  } catch {
    // A browser that keeps nothing is asked again the next time.
    return undefined;
  }
}
