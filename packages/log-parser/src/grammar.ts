import { DURATION } from "./duration.ts";
import { KNOWN_NAMES } from "./suffixes.ts";

/*
 * The grammar of a step log, in ABNF (RFC 5234). Letters match in any case. SP is any number of blanks.
 *
 *   log        = *( white-space / separator / entry )
 *   separator  = CR / LF / "/n" / "\n"     ; "/n" only between white space or the ends of the log. "\n", a backslash and an
 *                                          ; n, only before white space, the end, another "\n", or what begins an entry
 *   entry      = step / success / failure / estimate / unknown
 *
 *   step       = "Step" SP ":" SP number title number SP ["More" SP] ("Step" / "Steps") " to go"
 *                [SP ":" SP "ETA" SP ":" SP [duration]] text *( suffix / "|" text )
 *   title      = any text, up to the first number that the words "to go" follow, without a comma at its end
 *   success    = "Model loaded successfully" [any text]
 *   failure    = ("Training Failed" / "uploading model failed") SP ":" exception
 *              / number "." SP "[" SP stage SP "]" SP ( 1*suffix / *suffix "|" exception )
 *   stage      = one of FAILED_STAGES
 *   exception  = any text, with its own bars and colons
 *   estimate   = "it will take up" SP "to" SP duration [any text]
 *   unknown    = any other text
 *
 *   suffix     = "|" name ":" value          ; "//" after the colon makes it an address instead: "| see https://host"
 *   name       = text with at least one visible character and no colon
 *   value      = text
 *   text       = *( any character except "|" )
 *   duration   = number ["." *DIGIT] SP [unit]
 *   unit       = ("sec" / "min" / "hou" / "day") *ALPHA
 *   number     = 1*DIGIT
 *
 * In a failure, the exception begins at the first "|" that does not begin a suffix. Exceptions contain colons too, so there a
 * suffix must have a known name, or white space around its colon and another "|" after its value.
 *
 * Each pattern takes linear time. A repetition stops at a character that it cannot match itself, so it never runs over the
 * same text from many starting points.
 */

/** The stages whose failures the training worker reports. Any other line `1. [epoch 3] | loss 0.1` is unknown. */
const FAILED_STAGES = [
  "training model",
  "creating test image",
  "compressing tar",
  "invalid images, make sure its png files",
  "uploading model to s3",
].join("|");

const FAILURE_SUFFIX = String.raw`\|\s*(?:(?:${KNOWN_NAMES})\s*:(?!\/\/)[^|]*|[^|:\s][^|:]*\s:\s[^|]*(?=\|))`;

export const STEP = new RegExp(
  String.raw`^step *: *(?<number>\d+)(?!\d)(?<title>[^]*?)(?:,\s*|(?<!\d))(?<stepsToGo>\d+) *(?:more *)?steps? to go(?: *: *eta *: *(?:${DURATION})?)?(?<suffixes>[^]*)`,
  "i",
);
export const SUCCESS = /^model loaded successfully/i;
export const FAILURE = new RegExp(
  String.raw`^(?:(?<words>training failed|uploading model failed) *:|\d+\. *\[ *(?<stage>${FAILED_STAGES}) *\] *(?=\|)(?<suffixes>(?:${FAILURE_SUFFIX})*)\|?)(?<exception>[^]*)`,
  "i",
);
export const ESTIMATE = new RegExp(String.raw`^it will take up *to *${DURATION}`, "i");
