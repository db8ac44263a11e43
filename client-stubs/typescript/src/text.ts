import type { FieldViolation } from "./errors.js";
import { ErrorDetails } from "./errorDetails.js";
import { errorOf, failureOf, type Observed } from "./failure.js";

const WRONG = "holds half of a surrogate pair, which is no Unicode text; send text that encodes as UTF-8";

/**
 * Refuses text that UTF-8 does not know, which would arrive as another, as a gateway refuses a field of the request that is
 * wrong.
 *
 * @throws InvalidRequestError that names the field
 */
export function requireText(
  field: string,
  texts: Iterable<string | undefined>,
  observed: Observed = {},
): void {
  for (const text of texts) {
    // What is no string at all is left for the library to complain of.
    if (typeof text === "string" && !text.isWellFormed()) {
      const violations: FieldViolation[] = [{ field, description: WRONG }];
      const details = new ErrorDetails(undefined, undefined, violations);
      throw errorOf(
        `Invalid request: ${field} ${WRONG}`,
        failureOf("INVALID_ARGUMENT", observed, { details }),
      );
    }
  }
}

/** The same, of the configuration that goes ahead of media. */
export function requireConfigText(field: string, texts: Iterable<string | undefined>): void {
  requireText(`config.${field}`, texts, { predictSent: "no" });
}
