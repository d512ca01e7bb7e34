<?php
// Create a training. Each run starts a training of its own, which costs money.
declare(strict_types=1);

function fail(string $message): never
{
    fwrite(STDERR, "$message\n");
    exit(1);
}

$key = getenv("DREAMBOOTH_SANDBOX_API_KEY") ?: fail("Set DREAMBOOTH_SANDBOX_API_KEY to your API key.");
$baseUrl = getenv("DREAMBOOTH_SANDBOX_BASE_URL") ?: "https://stablediffusionapi.com";

$request = curl_init("$baseUrl/api/sandbox/v3/fine_tune");
curl_setopt_array($request, [
    CURLOPT_HTTPHEADER => ["Content-Type: application/json"],
    CURLOPT_POSTFIELDS => json_encode([
        "key" => $key,
        "instance_prompt" => "photo of adhik person",
        "class_prompt" => "photo of person",
        "images" => [
            "https://example.com/pictures/person-1.png",
            "https://example.com/pictures/person-2.png",
            "https://example.com/pictures/person-3.png",
            "https://example.com/pictures/person-4.png",
            "https://example.com/pictures/person-5.png",
            "https://example.com/pictures/person-6.png",
            "https://example.com/pictures/person-7.png",
        ],
        "seed" => "0",
        "training_type" => "men",
        "max_train_steps" => "2000",
        "webhook" => "",
    ], JSON_THROW_ON_ERROR),
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 60,
]);
$text = curl_exec($request);
if ($text === false) {
    fail("No response: " . curl_error($request));
}

// Errors also arrive under HTTP 200: check the field `status`. A gateway may return a body that is not JSON.
$code = curl_getinfo($request, CURLINFO_RESPONSE_CODE);
$body = json_decode($text, true);
if ($code !== 200 || ($body["status"] ?? null) !== "success") {
    fail("Refused, HTTP $code: $text");
}
echo json_encode($body, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES), "\n";
