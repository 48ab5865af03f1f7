/** A command's type as a zod enum, of the table's rows. */
import { z } from "zod";
import { COMMAND_TYPES } from "./command-table.ts";

export const commandType = z.enum(COMMAND_TYPES).meta({ id: "CommandType" });
