import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the mock once for all test classes, and gives each test a session of its own. */
public final class SandboxExtension implements ParameterResolver {
  private static final String COMMAND = "node_modules/.bin/dreambooth-sandbox-mock";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Sandbox.class;
  }

  @Override
  public Sandbox resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Mock mock = context.getRoot().getStore(Namespace.GLOBAL).getOrComputeIfAbsent(Mock.class);
    return new Sandbox(mock.url, "test-" + UUID.randomUUID());
  }

  /** The mock's process. JUnit closes it after the last test. */
  static final class Mock implements CloseableResource {
    final String url;
    private final Process process;

    Mock() throws IOException {
      process = new ProcessBuilder(COMMAND, "--port", "0").redirectError(Redirect.INHERIT).start();
      // Nothing reads the mock's log after its first line. The mock continues without it.
      try (BufferedReader output = process.inputReader()) {
        String ready = output.readLine();
        url = ready.substring(ready.lastIndexOf(' ') + 1);
      }
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  /** The mock as one test sees it: the session of a key that no other test uses. */
  public record Sandbox(String url, String key) {
    /** Sends a request of the API. {@code fields} are JSON, without the key. Returns the response's JSON. */
    public String api(String path, String fields) throws IOException, InterruptedException {
      String body = "{\"key\": \"" + key + "\"" + (fields.isEmpty() ? "" : ", " + fields) + "}";
      return send("/api/sandbox/v3/" + path, body);
    }

    /** Changes the session. */
    public String control(String name, String body) throws IOException, InterruptedException {
      return send("/__mock/" + name + "?session=" + key, body);
    }

    /** Reads the session. */
    public String read(String name) throws IOException, InterruptedException {
      return send("/__mock/" + name + "?session=" + key, null);
    }

    private String send(String path, String body) throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", "application/json");
      if (body != null) request.POST(BodyPublishers.ofString(body));
      return CLIENT.send(request.build(), BodyHandlers.ofString()).body();
    }
  }
}
