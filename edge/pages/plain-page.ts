/** A page of the edge's own where there is no interface to show: Chinese first, English beside it. */

/** @param main HTML @param head further elements of the head */
export function plainPage(main: string, head = ""): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}<title>Genesis Studio</title>
<link rel="stylesheet" href="/api/docs/style.css">
</head>
<body>
<main class="starting">
<h1>Genesis Studio</h1>
${main}
</main>
</body>
</html>
`;
}
