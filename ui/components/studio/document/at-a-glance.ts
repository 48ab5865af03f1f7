/** What makes a long document readable at a glance, in one chunk. */
export { MoveChapter } from "./move-chapter.tsx";
export { RelationMap } from "./relation-map.tsx";
export { ThreadChart } from "./thread-chart.tsx";
export { PlanPart } from "./plan-part.tsx";
export { RemovedItem } from "./removed-item.tsx";
