/// How the pages look, in daylight and in the dark.
enum PageStyle {
    static let text = """
        :root {
          --ground: #fbfbf9; --sheet: #ffffff; --ink: #1d2126; --soft: #5d6670; --line: #e3e4e0; --link: #1a5fb4;
          --implemented: #2f8f5b; --partial: #c98a10; --stub: #8a63c9; --absent: #cc3d3d; --hover: #f2f4f1;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #14171a; --sheet: #1b1f23; --ink: #e4e7ea; --soft: #98a2ac; --line: #2d3339; --link: #7fb4f5;
            --implemented: #46b37a; --partial: #e0a733; --stub: #a98be0; --absent: #e86a6a; --hover: #22272c;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 78rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.1rem; margin: 2.25rem 0 .6rem; }
        p.lead { margin: 0 0 1.25rem; color: var(--soft); }
        a { color: var(--link); text-decoration: none; }
        a:hover { text-decoration: underline; }
        code { font: 0.92em ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
        .bar { display: flex; gap: 2px; height: 14px; border-radius: 7px; overflow: hidden; background: var(--line); }
        .bar span { min-width: 4px; }
        .bar .implemented, i.implemented { background: var(--implemented); }
        .bar .partial, i.partial { background: var(--partial); }
        .bar .stub, i.stub { background: var(--stub); }
        .bar .absent, i.absent { background: var(--absent); }
        .figures { display: flex; flex-wrap: wrap; gap: .5rem; margin: .8rem 0 1.25rem; }
        .figure { display: flex; align-items: center; gap: .45rem; font: inherit; color: inherit; cursor: pointer;
          background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: .35rem .75rem; }
        .figure i { width: .7rem; height: .7rem; border-radius: 50%; }
        .figure small { color: var(--soft); }
        .figure:hover { background: var(--hover); }
        .figure[aria-pressed="true"] { border-color: var(--ink); box-shadow: 0 0 0 1px var(--ink); }
        .groups { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .6rem 1.25rem;
          margin: 0 0 1.5rem; font-size: .9em; }
        .groups small { float: right; color: var(--soft); }
        .groups .bar { height: 6px; border-radius: 3px; gap: 1px; margin-top: .15rem; }
        .groups .bar span { min-width: 2px; }
        .tools { display: flex; align-items: center; gap: 1rem; margin: 0 0 .6rem; }
        input[type="search"] { flex: 1; max-width: 30rem; font: inherit; color: inherit; background: var(--sheet);
          border: 1px solid var(--line); border-radius: 8px; padding: .45rem .75rem; }
        input[type="search"]:focus-visible, .figure:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
        .shown { color: var(--soft); font-size: .9em; }
        .scroll { overflow-x: auto; background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; }
        table { border-collapse: collapse; width: 100%; }
        th { text-align: left; background: var(--sheet); border-bottom: 1px solid var(--line); padding: 0;
          white-space: nowrap; }
        th button { font: inherit; font-size: .85em; font-weight: 600; color: var(--soft); background: none; border: 0;
          padding: .55rem .75rem; cursor: pointer; width: 100%; text-align: inherit; }
        th button:hover { color: var(--ink); }
        th[aria-sort="ascending"] button::after { content: " \\2191"; }
        th[aria-sort="descending"] button::after { content: " \\2193"; }
        td { padding: .45rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; }
        tr:last-child td { border-bottom: 0; }
        tbody tr:hover { background: var(--hover); }
        th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        td.name { white-space: nowrap; }
        td.note { color: var(--soft); min-width: 11rem; }
        td.made { min-width: 16rem; font-variant-numeric: tabular-nums; }
        td.why { min-width: 18rem; }
        td.path { overflow-wrap: anywhere; }
        .pill { display: inline-block; border-radius: 1rem; padding: .05rem .6rem; font-size: .85em; white-space: nowrap;
          border: 1px solid currentColor; }
        .pill.implemented { color: var(--implemented); }
        .pill.partial { color: var(--partial); }
        .pill.stub { color: var(--stub); }
        .pill.absent { color: var(--sheet); background: var(--absent); border-color: var(--absent); }
        details summary { cursor: pointer; color: var(--soft); }
        details > summary:hover { color: var(--ink); }
        details.section > summary { color: var(--ink); font-weight: 600; font-size: 1.1rem; margin: 2rem 0 .6rem; }
        details ul { margin: .3rem 0 .2rem; padding-left: 1.1rem; }
        .symbols { color: var(--soft); }
        .problems { border-left: 4px solid var(--absent); background: var(--sheet); padding: .6rem 1rem; border-radius: 6px; }
        .problems ul { margin: .2rem 0; padding-left: 1.1rem; }
        .missing { color: var(--absent); font-weight: 600; }
        footer { margin-top: 3rem; color: var(--soft); font-size: .9em; }
        @media print { .tools, .figure small { display: none; } main { max-width: none; } }
        """
}
