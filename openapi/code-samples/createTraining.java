// Create a training: java createTraining.java. Each run starts a training of its own, which costs money.
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

class CreateTraining {
    private static final Pattern SUCCESS = Pattern.compile("^\\{.*\"status\"\\s*:\\s*\"success\"", Pattern.DOTALL);

    public static void main(String[] args) throws IOException, InterruptedException {
        var environment = System.getenv();
        var key = environment.get("DREAMBOOTH_SANDBOX_API_KEY");
        var baseUrl = environment.getOrDefault("DREAMBOOTH_SANDBOX_BASE_URL", "https://stablediffusionapi.com");
        if (key == null) throw new IllegalStateException("Set DREAMBOOTH_SANDBOX_API_KEY to your API key.");

        var body = """
            {
              "key": "%s",
              "instance_prompt": "photo of adhik person",
              "class_prompt": "photo of person",
              "images": [
                "https://example.com/pictures/person-1.png",
                "https://example.com/pictures/person-2.png",
                "https://example.com/pictures/person-3.png",
                "https://example.com/pictures/person-4.png",
                "https://example.com/pictures/person-5.png",
                "https://example.com/pictures/person-6.png",
                "https://example.com/pictures/person-7.png"
              ],
              "seed": "0",
              "training_type": "men",
              "max_train_steps": "2000",
              "webhook": ""
            }
            """.formatted(key);
        var request = HttpRequest.newBuilder(URI.create(baseUrl + "/api/sandbox/v3/fine_tune"))
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
