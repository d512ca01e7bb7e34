<?php
// Creates a training with PHP's curl and follows it to its end.
function post(string $url, array $body): array
{
    $request = curl_init($url);
    curl_setopt_array($request, [
        CURLOPT_POST => true,
        CURLOPT_POSTFIELDS => json_encode(['key' => 'any-key'] + $body),
        CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_FAILONERROR => true,
        CURLOPT_TIMEOUT => 10,
    ]);
    return json_decode(curl_exec($request), true, flags: JSON_THROW_ON_ERROR);
}

$base = $argv[1];
$created = post("$base/api/sandbox/v3/fine_tune", [
    'instance_prompt' => 'photo of adhik person',
    'class_prompt' => 'photo of person',
    'images' => ['https://example.com/1.png'],
    'training_type' => 'men',
    'max_train_steps' => '2',
]);
do {
    $status = post("$base/api/sandbox/v3/fine_tune_status/{$created['training_id']}", [])['messege'];
    echo "$status\n";
    usleep(50_000);
} while ($status !== 'model_ready');
