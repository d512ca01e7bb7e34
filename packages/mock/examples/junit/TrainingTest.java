import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class TrainingTest {
  private static final String TWO_HOURS = "{\"ms\": 7200000}";
  private static final Pattern ID = Pattern.compile("\"training_id\":\"([^\"]+)\"");
  private static final String TRAINING =
      "\"instance_prompt\": \"photo of adhik person\", \"class_prompt\": \"photo of person\","
          + "\"images\": [\"https://example.com/pictures/person-1.png\"],"
          + "\"training_type\": \"men\", \"max_train_steps\": \"2\"";

  @Test
  void aTrainingEndsWithAModel(SandboxExtension.Sandbox sandbox) throws Exception {
    String id = readId(sandbox.api("fine_tune", TRAINING));
    sandbox.control("advance", TWO_HOURS);
    assertContains(sandbox.api("fine_tune_status/" + id, ""), "\"messege\":\"model_ready\"");
  }

  @Test
  void aTrainingCanFail(SandboxExtension.Sandbox sandbox) throws Exception {
    sandbox.control("scenario", "{\"scenario\": \"failure\"}");
    String id = readId(sandbox.api("fine_tune", TRAINING));
    sandbox.control("advance", TWO_HOURS);
    assertContains(sandbox.api("fine_tune_status/" + id, ""), "\"messege\":\"training_failed\"");
  }

  @Test
  void aCreateThatIsRefusedCreatesNothing(SandboxExtension.Sandbox sandbox) throws Exception {
    sandbox.control("script", "{\"next\": [\"429\"]}");
    assertContains(sandbox.api("fine_tune", TRAINING), "\"status\":\"error\"");
    assertContains(sandbox.read("health"), "\"created\":0");
    assertContains(sandbox.read("requests"), "\"status\":429");
  }

  private static String readId(String created) {
    Matcher id = ID.matcher(created);
    assertTrue(id.find(), created);
    return id.group(1);
  }

  private static void assertContains(String text, String part) {
    assertTrue(text.contains(part), text);
  }
}
