import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

/** Creates a training with Java's own client and follows it to its end. */
public class Train {
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    static String post(String url, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }

    static String field(String json, String name) {
        var matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) throw new IllegalStateException("no " + name + " in " + json);
        return matcher.group(1);
    }

    public static void main(String[] arguments) throws Exception {
        var base = arguments[0];
        var id = field(post(base + "/api/sandbox/v3/fine_tune", """
            {"key":"any-key","instance_prompt":"photo of adhik person","class_prompt":"photo of person",
             "images":["https://example.com/1.png"],"training_type":"men","max_train_steps":"2"}"""), "training_id");
        var status = "";
        while (!status.equals("model_ready")) {
            status = field(post(base + "/api/sandbox/v3/fine_tune_status/" + id, "{\"key\":\"any-key\"}"), "messege");
            System.out.println(status);
            Thread.sleep(50);
        }
    }
}
