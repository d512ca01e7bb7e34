// Generated from openapi/openapi.yaml by `pnpm generate`. Do not edit.

import type { Operation } from "../contract/operation.ts";

/** The contract's operations, without what a mock for pages does not need. */
export const operations: readonly Operation[] = [
  {
    "iid": "createTraining",
    "method": "post",
    "path": "/api/sandbox/v3/fine_tune",
    "request": {
      "path": [],
      "body": {
        "required": true,
        "contents": [
          {
            "mediaType": "application/json",
            "schema": {
              "required": [
                "key"
              ],
              "properties": {
                "key": {
                  "type": "string"
                },
                "instance_prompt": {},
                "class_prompt": {},
                "images": {},
                "seed": {},
                "training_type": {},
                "max_train_steps": {},
                "webhook": {}
              }
            }
          }
        ]
      }
    },
    "responses": [
      {
        "code": "200",
        "contents": [
          {
            "mediaType": "application/json",
            "schema": {
              "enum": [
                "deploying_gpu",
                "training_started",
                "training_success",
                "trained_model_compressing",
                "trained_model_uploading",
                "trained_model_uploaded",
                "deploying_model",
                "model_ready",
                "training_failed",
                "training_completed",
                "training_cancelled"
              ],
              "x-enumPhases": {
                "deploying_gpu": "queued",
                "training_started": "running",
                "training_success": "running",
                "trained_model_compressing": "running",
                "trained_model_uploading": "running",
                "trained_model_uploaded": "running",
                "deploying_model": "running",
                "model_ready": "succeeded",
                "training_failed": "failed",
                "training_completed": "succeeded",
                "training_cancelled": "failed"
              }
            },
            "examples": [
              {
                "key": "created",
                "value": {
                  "status": "success",
                  "messege": "deploying_gpu",
                  "data": "it will take upto 25 minutes.",
                  "training_id": "F5jvdzGnYi"
                }
              },
              {
                "key": "rate_limit_exceeded",
                "value": {
                  "status": "error",
                  "message": "Rate limit exceeded",
                  "tips": "you are sending same request multiple times, spam filter is enabled, please wait for 30 seconds and try again"
                }
              },
              {
                "key": "invalid_api_key",
                "value": {
                  "status": "error",
                  "message": "Invalid Api Key",
                  "tip": "1. Make sure you are passing Content-Type: application/json in header."
                }
              },
              {
                "key": "failed_try_again",
                "value": {
                  "status": "failed",
                  "id": "",
                  "message": "Failed, Try Again",
                  "output": ""
                }
              },
              {
                "key": "fields_refused",
                "value": {
                  "status": "error",
                  "message": {
                    "prompt": [
                      "The prompt field is required."
                    ]
                  }
                }
              }
            ]
          }
        ]
      },
      {
        "code": "400",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "bad_request",
                "value": {
                  "status": "error",
                  "message": "prompt is required"
                }
              }
            ]
          }
        ]
      },
      {
        "code": "401",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "unauthorized",
                "value": {
                  "status": "error",
                  "message": "Invalid API key"
                }
              }
            ]
          }
        ]
      },
      {
        "code": "402",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "payment_required",
                "value": {
                  "status": "error",
                  "message": "Insufficient credits."
                }
              }
            ]
          }
        ]
      },
      {
        "code": "403",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "forbidden",
                "value": {
                  "status": "error",
                  "message": "This feature requires a premium subscription"
                }
              }
            ]
          }
        ]
      },
      {
        "code": "404",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "not_found",
                "value": {
                  "status": "error",
                  "message": "Model id not found"
                }
              }
            ]
          }
        ]
      },
      {
        "code": "429",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "too_many_requests",
                "value": {
                  "status": "error",
                  "message": "Rate limit exceeded.",
                  "retry_after": 30
                }
              }
            ]
          }
        ]
      },
      {
        "code": "500",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "internal_server_error",
                "value": {
                  "status": "error",
                  "message": "Internal server error"
                }
              }
            ]
          }
        ]
      },
      {
        "code": "503",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "service_unavailable",
                "value": {
                  "status": "error",
                  "message": "Service unavailable"
                }
              }
            ]
          }
        ]
      }
    ],
    "callbacks": [
      {
        "request": {
          "body": {
            "contents": [
              {
                "mediaType": "application/json",
                "schema": {
                  "enum": [
                    "deploying_gpu",
                    "training_started",
                    "training_success",
                    "trained_model_compressing",
                    "trained_model_uploading",
                    "trained_model_uploaded",
                    "deploying_model",
                    "model_ready",
                    "training_failed",
                    "training_completed",
                    "training_cancelled"
                  ],
                  "x-enumPhases": {
                    "deploying_gpu": "queued",
                    "training_started": "running",
                    "training_success": "running",
                    "trained_model_compressing": "running",
                    "trained_model_uploading": "running",
                    "trained_model_uploaded": "running",
                    "deploying_model": "running",
                    "model_ready": "succeeded",
                    "training_failed": "failed",
                    "training_completed": "succeeded",
                    "training_cancelled": "failed"
                  }
                },
                "examples": [
                  {
                    "key": "documented",
                    "value": {
                      "status": "success",
                      "training_status": "deploying_gpu",
                      "logs": "it will take upto 25 minutes",
                      "model_id": "F5jvdzGnYi"
                    }
                  }
                ]
              }
            ]
          }
        }
      }
    ]
  },
  {
    "iid": "getTrainingStatus",
    "method": "post",
    "path": "/api/sandbox/v3/fine_tune_status/{training_id}",
    "request": {
      "path": [
        {
          "schema": {
            "type": "string",
            "minLength": 1
          }
        }
      ],
      "body": {
        "required": true,
        "contents": [
          {
            "mediaType": "application/json",
            "schema": {
              "required": [
                "key"
              ],
              "properties": {
                "key": {
                  "type": "string"
                }
              }
            }
          }
        ]
      }
    },
    "responses": [
      {
        "code": "200",
        "contents": [
          {
            "mediaType": "application/json",
            "schema": {
              "enum": [
                "deploying_gpu",
                "training_started",
                "training_success",
                "trained_model_compressing",
                "trained_model_uploading",
                "trained_model_uploaded",
                "deploying_model",
                "model_ready",
                "training_failed",
                "training_completed",
                "training_cancelled"
              ],
              "x-enumPhases": {
                "deploying_gpu": "queued",
                "training_started": "running",
                "training_success": "running",
                "trained_model_compressing": "running",
                "trained_model_uploading": "running",
                "trained_model_uploaded": "running",
                "deploying_model": "running",
                "model_ready": "succeeded",
                "training_failed": "failed",
                "training_completed": "succeeded",
                "training_cancelled": "failed"
              }
            },
            "examples": [
              {
                "key": "model_ready",
                "value": {
                  "status": "success",
                  "messege": "model_ready",
                  "data": " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes /n Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes /n  /n Step:4 Model Uploaded, 2 Steps to go : ETA : 5 minutes /n Model loaded successfully"
                }
              },
              {
                "key": "deploying_gpu",
                "value": {
                  "status": "success",
                  "messege": "deploying_gpu",
                  "data": "it will take upto 25 minutes."
                }
              },
              {
                "key": "training_started",
                "value": {
                  "status": "success",
                  "messege": "training_started",
                  "data": " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes"
                }
              },
              {
                "key": "training_success",
                "value": {
                  "status": "success",
                  "messege": "training_success",
                  "data": " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes"
                }
              },
              {
                "key": "trained_model_compressing",
                "value": {
                  "status": "success",
                  "messege": "trained_model_compressing",
                  "data": " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes"
                }
              },
              {
                "key": "trained_model_uploading",
                "value": {
                  "status": "success",
                  "messege": "trained_model_uploading",
                  "data": " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes /n Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes"
                }
              },
              {
                "key": "trained_model_uploaded",
                "value": {
                  "status": "success",
                  "messege": "trained_model_uploaded",
                  "data": " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes /n Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes /n  /n Step:4 Model Uploaded, 2 Steps to go : ETA : 5 minutes"
                }
              },
              {
                "key": "deploying_model",
                "value": {
                  "status": "success",
                  "messege": "deploying_model",
                  "data": " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes /n Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes /n  /n Step:4 Model Uploaded, 2 Steps to go : ETA : 5 minutes"
                }
              },
              {
                "key": "newline_log",
                "value": {
                  "status": "success",
                  "messege": "model_ready",
                  "data": "Step:1 Training Started, 5 Steps to go : ETA : 30 minutes\nStep:2 Training Done, 4 Steps to go : ETA : 15 minutes\nStep:3 Model Uploading, 3 Steps to go : ETA : 10 minutes\nStep:4 Model Uploaded, 2 Steps to go : ETA : 5 minutes\nModel loaded successfully"
                }
              },
              {
                "key": "worker_log",
                "value": {
                  "status": "success",
                  "messege": "model_ready",
                  "data": " /n Step:1 Training Started, 5 More Steps to go : ETA : 60 minutes | Time Elapsed : 12.34 seconds /n Step:2 Training Done, 4 More Steps to go : ETA : 15 minutes | Time Elapsed : 1804.51 seconds /n Step:3 Model Compressing, 3 More Steps to go : ETA : 25 minutes | Time Elapsed : 1811.02 seconds /n Step:3 Model Uploading, 2 More Steps to go : ETA : 20 minutes | Time Elapsed : 2103.77 seconds /n Step:4 Model Uploaded, 1 More Steps to go : ETA : 10 minutes | Time Elapsed : 2406.9 /n Model loaded successfully"
                }
              },
              {
                "key": "training_failed",
                "value": {
                  "status": "success",
                  "messege": "training_failed",
                  "data": " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Training Failed:  Valid image links less than 3"
                }
              },
              {
                "key": "training_failed_training_success",
                "value": {
                  "status": "success",
                  "messege": "training_failed",
                  "data": " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes /n 2. [Creating test image] | Time Elapsed : 1804.51 | CUDA out of memory"
                }
              },
              {
                "key": "training_failed_trained_model_compressing",
                "value": {
                  "status": "success",
                  "messege": "training_failed",
                  "data": " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes /n 3. [Compressing tar] | Time Elapsed : 1811.02 | No space left on device"
                }
              },
              {
                "key": "training_failed_trained_model_uploading",
                "value": {
                  "status": "success",
                  "messege": "training_failed",
                  "data": " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes /n Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes /n 4.[uploading model to s3] | Time Elapsed : 2103.77 | Read timed out"
                }
              },
              {
                "key": "training_failed_trained_model_uploaded",
                "value": {
                  "status": "success",
                  "messege": "training_failed",
                  "data": " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes /n Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes /n  /n Step:4 Model Uploaded, 2 Steps to go : ETA : 5 minutes /n uploading model failed :Connection reset by peer"
                }
              },
              {
                "key": "training_failed_deploying_model",
                "value": {
                  "status": "success",
                  "messege": "training_failed",
                  "data": " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes /n Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes /n  /n Step:4 Model Uploaded, 2 Steps to go : ETA : 5 minutes /n Training Failed:  Model could not be loaded"
                }
              },
              {
                "key": "training_id_not_found",
                "value": {
                  "status": "error",
                  "messege": "training id not found"
                }
              },
              {
                "key": "rate_limit_exceeded",
                "value": {
                  "status": "error",
                  "message": "Rate limit exceeded",
                  "tips": "you are sending same request multiple times, spam filter is enabled, please wait for 30 seconds and try again"
                }
              },
              {
                "key": "invalid_api_key",
                "value": {
                  "status": "error",
                  "message": "Invalid Api Key",
                  "tip": "1. Make sure you are passing Content-Type: application/json in header."
                }
              },
              {
                "key": "failed_try_again",
                "value": {
                  "status": "failed",
                  "id": "",
                  "message": "Failed, Try Again",
                  "output": ""
                }
              },
              {
                "key": "fields_refused",
                "value": {
                  "status": "error",
                  "message": {
                    "prompt": [
                      "The prompt field is required."
                    ]
                  }
                }
              }
            ]
          }
        ]
      },
      {
        "code": "400",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "bad_request",
                "value": {
                  "status": "error",
                  "message": "prompt is required"
                }
              }
            ]
          }
        ]
      },
      {
        "code": "401",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "unauthorized",
                "value": {
                  "status": "error",
                  "message": "Invalid API key"
                }
              }
            ]
          }
        ]
      },
      {
        "code": "402",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "payment_required",
                "value": {
                  "status": "error",
                  "message": "Insufficient credits."
                }
              }
            ]
          }
        ]
      },
      {
        "code": "403",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "forbidden",
                "value": {
                  "status": "error",
                  "message": "This feature requires a premium subscription"
                }
              }
            ]
          }
        ]
      },
      {
        "code": "404",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "not_found",
                "value": {
                  "status": "error",
                  "message": "Model id not found"
                }
              }
            ]
          }
        ]
      },
      {
        "code": "429",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "too_many_requests",
                "value": {
                  "status": "error",
                  "message": "Rate limit exceeded.",
                  "retry_after": 30
                }
              }
            ]
          }
        ]
      },
      {
        "code": "500",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "internal_server_error",
                "value": {
                  "status": "error",
                  "message": "Internal server error"
                }
              }
            ]
          }
        ]
      },
      {
        "code": "503",
        "contents": [
          {
            "mediaType": "application/json",
            "examples": [
              {
                "key": "service_unavailable",
                "value": {
                  "status": "error",
                  "message": "Service unavailable"
                }
              }
            ]
          }
        ]
      }
    ],
    "callbacks": []
  }
];
