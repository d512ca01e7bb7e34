// Generated from openapi/openapi.yaml by `pnpm generate`. Do not edit.

import type { FieldRule } from "../validation/rule.ts";

/** The rule of each request field, by operation. The client adds the API key itself. */
export const requestRules = {
  "createTraining": {
    "instance_prompt": {
      "required": true,
      "rule": {
        "expected": "a non-empty string",
        "type": "string",
        "pattern": "\\S"
      }
    },
    "class_prompt": {
      "required": true,
      "rule": {
        "expected": "a non-empty string",
        "type": "string",
        "pattern": "\\S"
      }
    },
    "images": {
      "required": true,
      "rule": {
        "expected": "a list of at least 1 item",
        "type": "array",
        "minItems": 1,
        "items": {
          "expected": "an http(s) URL",
          "type": "string",
          "format": "uri",
          "pattern": "^https?://"
        }
      }
    },
    "seed": {
      "required": false,
      "rule": {
        "expected": "a whole number, or null",
        "type": [
          "string",
          "null"
        ],
        "pattern": "^\\d+$",
        "x-digits": {}
      }
    },
    "training_type": {
      "required": true,
      "rule": {
        "expected": "one of \"men\", \"female\", \"couple\", \"women\", \"null\", null",
        "enum": [
          "men",
          "female",
          "couple",
          "women",
          "null",
          null
        ]
      }
    },
    "max_train_steps": {
      "required": true,
      "rule": {
        "expected": "a whole number from 1 to 2000",
        "type": "string",
        "pattern": "^([1-9]\\d{0,2}|1\\d{3}|2000)$",
        "x-digits": {
          "minimum": 1,
          "maximum": 2000
        }
      }
    },
    "webhook": {
      "required": false,
      "rule": {
        "expected": "an http(s) URL, or empty, or null",
        "type": [
          "string",
          "null"
        ],
        "pattern": "^(https?://.+)?$"
      }
    }
  },
  "getTrainingStatus": {}
} as const satisfies Record<string, Record<string, FieldRule>>;

/** One sentence about each request field, by operation. */
export const requestFieldDescriptions = {
  "createTraining": {
    "instance_prompt": "The prompt that names the trained person or object.",
    "class_prompt": "The class that the trained person or object belongs to.",
    "images": "Direct links to your pictures.",
    "seed": "Makes results reproducible; `null` selects a random seed.",
    "training_type": "What the pictures show; `null` means an object or anything else.",
    "max_train_steps": "The number of training steps: twice the number of pictures, at most 2000.",
    "webhook": "The URL that receives a POST request when the training completes; empty for none."
  },
  "getTrainingStatus": {}
} as const;
