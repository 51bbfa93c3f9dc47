/* Files dragged over the conversation. */
import { useRef, useState } from "/static/vendor/htm-preact/htm-preact.js";

/** {dropping, area}: area's handlers go on the element that takes the files. */
export function useDropping(take) {
  const [dropping, setDropping] = useState(false);
  const depth = useRef(0); // enter and leave fire for every child that is crossed
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  const settle = (n) => { depth.current = n; setDropping(n > 0); };
  const area = {
    onDragEnter: (event) => carries(event) && settle(depth.current + 1),
    onDragLeave: (event) => carries(event) && settle(depth.current - 1),
    onDragOver: (event) => carries(event) && event.preventDefault(),
    onDrop: (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      settle(0);
      take([...event.dataTransfer.files]);
    },
  };
  return { dropping, area };
}
