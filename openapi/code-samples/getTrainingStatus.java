// Get a training's status: java getTrainingStatus.java F5jvdzGnYi
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

class GetTrainingStatus {
    private static final Pattern SUCCESS = Pattern.compile("^\\{.*\"status\"\\s*:\\s*\"success\"", Pattern.DOTALL);

    public static void main(String[] args) throws IOException, InterruptedException {
        var environment = System.getenv();
        var key = environment.get("DREAMBOOTH_SANDBOX_API_KEY");
        var baseUrl = environment.getOrDefault("DREAMBOOTH_SANDBOX_BASE_URL", "https://stablediffusionapi.com");
        if (key == null) throw new IllegalStateException("Set DREAMBOOTH_SANDBOX_API_KEY to your API key.");
        if (args.length == 0) throw new IllegalArgumentException("Pass the training_id from the response to createTraining.");

        var path = "/api/sandbox/v3/fine_tune_status/" + URLEncoder.encode(args[0], StandardCharsets.UTF_8);
        var body = """
            { "key": "%s" }
            """.formatted(key);
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofMinutes(1))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        // Errors also arrive under HTTP 200: check the field `status`. Parse the rest with any JSON library.
        if (response.statusCode() != 200 || !SUCCESS.matcher(response.body()).find()) {
            System.err.printf("Refused, HTTP %d: %s%n", response.statusCode(), response.body());
            System.exit(1);
        }
        System.out.println(response.body());
    }
}
