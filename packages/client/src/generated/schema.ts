// Generated from openapi/openapi.yaml by `pnpm generate`. Do not edit.
export interface paths {
    "/api/sandbox/v3/fine_tune": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a training
         * @description Starts the training of a model on your pictures, **which costs money**. Every request that arrives starts
         *     another training, so repeat a request only if it surely did not arrive.
         */
        post: operations["createTraining"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sandbox/v3/fine_tune_status/{training_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a training's status
         * @description Returns a training's status, its step log, and its estimated time remaining.
         */
        post: operations["getTrainingStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Your API key. The documented requests show it empty, for you to fill in. It has at most 60 characters. [inferred] */
        Key: string;
        /**
         * @description What to train. The vendor does not document which fields this endpoint requires. The required ones listed here
         *     are those of the nearest sibling endpoint. [other endpoints] [newer docs]
         */
        CreateTrainingRequest: {
            key: components["schemas"]["Key"];
            /**
             * @description The prompt that names the trained person or object. It must not be empty. [inferred]
             * @example photo of adhik person
             */
            instance_prompt: string;
            /**
             * @description The class that the trained person or object belongs to. It must not be empty. [inferred]
             * @example photo of person
             */
            class_prompt: string;
            /**
             * @description Direct links to your pictures. The service must be able to download them; it crops them to 512×512 pixels.
             *     About 7 or 8 pictures work well. Pictures that cannot be downloaded are skipped, and the training fails with
             *     fewer than 3 valid pictures. [worker]
             */
            images: string[];
            /**
             * @description Makes results reproducible; `null` selects a random seed. Every documented request sends digits as a string.
             * @example 0
             */
            seed?: string | null;
            training_type: components["schemas"]["TrainingType"];
            /**
             * @description The number of training steps: twice the number of pictures, at most 2000. The documented request contradicts
             *     this rule, with 2000 steps for 7 pictures. The newer documentation recommends 10 to 50. [newer docs] Every
             *     documented request sends digits as a string; the worker accepts numbers too. [worker]
             * @example 2000
             */
            max_train_steps: string;
            /**
             * @description The URL that receives a POST request when the training completes; empty for none. Requests to sibling
             *     endpoints use `null` for none. [other endpoints] The URL must be public and use HTTPS. [newer docs] A client may
             *     add a query parameter or a path segment to this URL, to recognize the calls of one create: consumers put their
             *     own id into the path. [consumers] The service is expected to call the URL unchanged. [inferred]
             * @example
             */
            webhook?: string | null;
        };
        /**
         * @description What the pictures show; `null` means an object or anything else. The worker knows only `female` and treats any
         *     other value as no type. [worker]
         * @enum {string|null}
         */
        TrainingType: "men" | "female" | "couple" | "women" | "null" | null;
        /**
         * @description The request succeeded. From the create to the end of the training, every response carries this value.
         * @enum {string}
         */
        SuccessStatus: "success";
        /**
         * @description The request was refused. [other endpoints]
         * @enum {string}
         */
        ErrorStatus: "error" | "failed";
        /** @description The training was created. */
        CreatedTraining: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            status: "success";
            messege: components["schemas"]["OpenTrainingStatus"];
            /** @description How long the training will take, as text. `25 minutes`, `30`, and `45` have been seen. [consumers] */
            data?: string;
            /** @description The training's id. Use it to poll the status. */
            training_id: string;
            /** @description Seen in a recorded response, equal to `training_id`. [consumers] */
            model_id?: string;
        };
        /** @description Only the key. The path identifies the training. */
        GetTrainingStatusRequest: {
            key: components["schemas"]["Key"];
        };
        /**
         * @description The status of a training. The vendor documents those from `deploying_gpu` to `model_ready`, listed here in the
         *     order in which a training reaches them.
         * @enum {string}
         */
        TrainingStatus: "deploying_gpu" | "training_started" | "training_success" | "trained_model_compressing" | "trained_model_uploading" | "trained_model_uploaded" | "deploying_model" | "model_ready" | "training_failed" | "training_completed" | "training_cancelled";
        /** @description One of the statuses of `TrainingStatus`, or a value that this document does not list. [inferred] */
        OpenTrainingStatus: string;
        /** @description The training's status and step log. */
        TrainingStatusResponse: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            status: "success";
            messege?: components["schemas"]["OpenTrainingStatus"];
            /** @description The step log, with the estimated time remaining. */
            data?: string;
            /** @description The status, under another name. [consumers] */
            model_training_status?: components["schemas"]["OpenTrainingStatus"];
            /** @description Alongside or instead of `messege`. [consumers] */
            message?: string;
            /** @description Alongside or instead of `data`. [consumers] */
            logs?: string;
            /** @description Read by consumers; its form is unknown. [consumers] */
            eta?: unknown;
            /** @description Read by consumers; its form is unknown. [consumers] */
            test_image?: unknown;
        };
        /**
         * @description Why the request was refused. The vendor documents no error for these endpoints; this is the form that the API as
         *     a whole uses. [other endpoints]
         */
        ErrorResponse: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            status: "error" | "failed";
            /** @description What is wrong: a sentence, or an object with the reasons for each rejected field. [other endpoints] */
            message?: string | {
                [key: string]: string[];
            };
            /** @description Instead of `message` in some responses. [newer docs] */
            messege?: string;
            /** @description What to do. [other endpoints] */
            tip?: string;
            /** @description What to do, under another name. [other endpoints] */
            tips?: string;
            /** @description Empty in the one example. [other endpoints] */
            id?: string;
            /** @description Empty in the one example. [other endpoints] */
            output?: string;
            /** @description Seconds to wait before the next request. [newer docs] */
            retry_after?: number;
        };
        /**
         * @description The fields of a status response under other names: `training_status` is its `messege`, `logs` its `data`.
         *     [other endpoints]
         */
        TrainingWebhook: {
            /** @description `success` in the documented example. [other endpoints] */
            status?: string;
            training_status?: components["schemas"]["OpenTrainingStatus"];
            /** @description The step log. [other endpoints] */
            logs?: string;
            /** @description The `training_id` from the create's response. [other endpoints] */
            model_id: string;
        };
    };
    responses: {
        /** @description A field is missing or wrong. [newer docs] */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The key is missing or wrong. [newer docs] */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The account is out of credits. [newer docs] */
        PaymentRequired: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The account's plan does not include this. [newer docs] */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The training does not exist. The status code is a conclusion; the text is that of another endpoint. [inferred]
         *     [other endpoints]
         */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description Too many requests, or the account's queue is full. The body contains the number of seconds to wait; there is
         *     no `Retry-After` header. [newer docs]
         */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The service failed. The text is not documented. [newer docs] [inferred] */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The service is unavailable. The text is not documented. [newer docs] [inferred] */
        ServiceUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Key = components['schemas']['Key'];
export type CreateTrainingRequest = components['schemas']['CreateTrainingRequest'];
export type TrainingType = components['schemas']['TrainingType'];
export type SuccessStatus = components['schemas']['SuccessStatus'];
export type ErrorStatus = components['schemas']['ErrorStatus'];
export type CreatedTraining = components['schemas']['CreatedTraining'];
export type GetTrainingStatusRequest = components['schemas']['GetTrainingStatusRequest'];
export type TrainingStatus = components['schemas']['TrainingStatus'];
export type OpenTrainingStatus = components['schemas']['OpenTrainingStatus'];
export type TrainingStatusResponse = components['schemas']['TrainingStatusResponse'];
export type ErrorResponse = components['schemas']['ErrorResponse'];
export type TrainingWebhook = components['schemas']['TrainingWebhook'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponsePaymentRequired = components['responses']['PaymentRequired'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseInternalServerError = components['responses']['InternalServerError'];
export type ResponseServiceUnavailable = components['responses']['ServiceUnavailable'];
export type $defs = Record<string, never>;
export interface operations {
    createTraining: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTrainingRequest"];
            };
        };
        responses: {
            /** @description The training was created, or the request was refused. The field `status` separates the two. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedTraining"] | components["schemas"]["ErrorResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTrainingStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `training_id` from the create's response. The documented one has 10 characters; 25 characters have been
                 *     seen [consumers]. Do not rely on a length.
                 * @example F5jvdzGnYi
                 */
                training_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetTrainingStatusRequest"];
            };
        };
        responses: {
            /** @description The training's status, or an error. The field `status` separates the two. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingStatusResponse"] | components["schemas"]["ErrorResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
