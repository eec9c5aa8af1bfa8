package org.tallystick.app.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.http.ErrorStatus;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Ed25519;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.LoginChallenge;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Signature;
import org.tallystick.ledger.ErrorCode;

/** The page from which others write clients says what the hub does: its routes, its errors, and examples that are right. */
class ApiPageTest {

    private static final Path PAGE = Path.of("src/docs/api.md");
    private static final Path DOCUMENT = Path.of("src/main/resources/org/tallystick/hub/openapi.json");
    private static final Pattern ROUTE = Pattern.compile("^\\| `(GET|POST|PUT|PATCH|DELETE) (/[^`]*)`");
    private static final Pattern KEY =
            Pattern.compile("^\\| (hub|Alice|Carol) \\| `([0-9a-f]{64})` \\| `([^`]+)` \\| `([^`]+)` \\|$");

    private final String page;

    ApiPageTest() throws IOException {
        this.page = Files.readString(PAGE);
    }

    private Set<String> rows() {
        Set<String> rows = new TreeSet<>();
        for (String line : page.lines().toList()) {
            Matcher route = ROUTE.matcher(line);
            if (route.find()) {
                assertThat(rows.add(route.group(1) + " " + route.group(2)))
                        .as(line)
                        .isTrue();
            }
        }
        return rows;
    }

    @Test
    void everyRouteOfTheDocumentHasItsRowAndNoOther() throws Exception {
        Json.Obj paths = Json.readObject(
                        Files.readAllBytes(DOCUMENT), new org.tallystick.base.JsonLimits(16 << 20, 64, 1_000))
                .object("paths");
        Set<String> served = new TreeSet<>();
        for (Map.Entry<String, Json> path : paths.fields().entrySet()) {
            ((Json.Obj) path.getValue())
                    .fields()
                    .keySet()
                    .forEach(method -> served.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
        }
        assertThat(rows()).isEqualTo(served);
    }

    @Test
    void everyErrorHasItsRowWithItsStatus() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(page).contains("\n| " + code + " | " + ErrorStatus.of(code) + " | ");
        }
    }

    private KeyPair key(String name) {
        for (String line : page.lines().toList()) {
            Matcher key = KEY.matcher(line);
            if (key.matches() && key.group(1).equals(name)) {
                KeyPair pair = KeyPair.fromSeed(Hex.decode(key.group(2)).orElseThrow());
                assertThat(pair.publicKey().text()).isEqualTo(key.group(3));
                assertThat(pair.pid().text()).isEqualTo(key.group(4));
                return pair;
            }
        }
        throw new AssertionError("The page has no key of " + name);
    }

    @Test
    void whatTheExamplesSignIsCanonicalAndSignedByAlice() throws Exception {
        KeyPair alice = key("Alice");
        String[] lines = page.split("\n", -1);
        int checked = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].startsWith("{\"action\":")) {
                Json.Obj signed = Json.readObject(lines[i].getBytes(UTF_8));
                assertThat(CanonicalJson.text(signed)).isEqualTo(lines[i]);
                assertThat(signed.text("hub")).isEqualTo(key("hub").pid().text());
                String signature = lines[i + 1].startsWith("```") ? payment().text("signature") : lines[i + 1];
                assertThat(Ed25519.verify(alice.publicKey(), lines[i].getBytes(UTF_8), Signature.parse(signature)))
                        .as(lines[i])
                        .isTrue();
                checked++;
            }
        }
        assertThat(checked).isEqualTo(4);
        assertThat(payment().text("to")).isEqualTo(key("Carol").pid().text());
    }

    private Json.Obj payment() throws Exception {
        String line = page.lines()
                .filter(one -> one.startsWith("{\"tx_id\":"))
                .findFirst()
                .orElseThrow();
        return Json.readObject(line.getBytes(UTF_8));
    }

    @Test
    void theChallengeOfTheExampleIsThatOfTheFormat() throws Exception {
        byte[] random = new byte[LoginChallenge.RANDOM_BYTES];
        for (int i = 0; i < random.length; i++) {
            random[i] = (byte) i;
        }
        Pid alice = key("Alice").pid();
        String challenge = LoginChallenge.of(key("hub").pid(), alice, random);
        assertThat(page).contains("`" + challenge + "`");
        assertThat(page)
                .contains("`" + key("Alice").sign(challenge.getBytes(UTF_8)).text() + "`");
    }
}
