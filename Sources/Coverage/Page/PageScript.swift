/// What the pages do: narrow and sort their tables. Without it they show everything.
enum PageScript {
    static let text = """
        for (const table of document.querySelectorAll("table.sortable")) {
          const body = table.tBodies[0], rows = [...body.rows];
          const area = table.closest("section") || document;
          const box = area.querySelector("input[type=search]"), shown = area.querySelector(".shown");
          const figures = [...area.querySelectorAll(".figure")];
          const texts = rows.map(row => row.textContent.toLowerCase());
          const narrow = () => {
            const words = box ? box.value.toLowerCase().split(/\\s+/).filter(Boolean) : [];
            const states = figures.filter(f => f.getAttribute("aria-pressed") === "true").map(f => f.dataset.status);
            let count = 0;
            rows.forEach((row, index) => {
              const fits = words.every(word => texts[index].includes(word)) &&
                (states.length === 0 || states.includes(row.dataset.status));
              row.hidden = !fits;
              count += fits;
            });
            if (shown) shown.textContent = count === rows.length ? rows.length + " rows" : count + " of " + rows.length + " rows";
          };
          if (box) box.addEventListener("input", narrow);
          for (const figure of figures) figure.addEventListener("click", () => {
            figure.setAttribute("aria-pressed", figure.getAttribute("aria-pressed") !== "true");
            narrow();
          });
          const heads = [...table.tHead.rows[0].cells];
          heads.forEach((head, column) => head.firstChild.addEventListener("click", () => {
            const down = head.getAttribute("aria-sort") === "ascending";
            for (const other of heads) other.removeAttribute("aria-sort");
            head.setAttribute("aria-sort", down ? "descending" : "ascending");
            const key = row => row.cells[column].dataset.key ?? row.cells[column].textContent.trim();
            const isNumber = head.className === "number" || head.className === "count";
            const order = (a, b) => isNumber ? key(a) - key(b) : key(a).localeCompare(key(b), "en", { numeric: true });
            body.append(...[...rows].sort((a, b) => down ? order(b, a) : order(a, b)));
          }));
          narrow();
        }
        """
}
