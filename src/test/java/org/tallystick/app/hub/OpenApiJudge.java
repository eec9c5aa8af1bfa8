package org.tallystick.app.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;

/** Holds answers against the committed OpenAPI document, with a validator that is not ours. Any thread. */
public final class OpenApiJudge {

    private static final JsonLimits LARGE = new JsonLimits(8 << 20, 64, 1_000);

    private static final int SHORT = 512;
    private static final int REMEMBERED = 5_000;

    private static final Path DOCUMENT = Path.of("src/main/resources/org/tallystick/hub/openapi.json");

    private final Json.Obj document;
    private final Map<String, Declared> responses = new ConcurrentHashMap<>();
    private final Map<String, Pattern> templates = new LinkedHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> right = ConcurrentHashMap.newKeySet();

    public OpenApiJudge() throws IOException {
        try {
            document = Json.readObject(Files.readAllBytes(DOCUMENT), LARGE);
            for (String path : document.object("paths").fields().keySet()) {
                if (path.contains("{")) {
                    templates.put(path, Pattern.compile(path.replaceAll("\\{[a-z_]+}", "[^/]+")));
                }
            }
        } catch (MalformedJson malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** All operations as {@code METHOD path}. */
    public Set<String> operations() throws MalformedJson {
        Set<String> operations = new java.util.TreeSet<>();
        for (Map.Entry<String, Json> path : document.object("paths").fields().entrySet()) {
            ((Json.Obj) path.getValue())
                    .fields()
                    .keySet()
                    .forEach(method -> operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey()));
        }
        return operations;
    }

    /** Those that were answered with a status below 300 so far. */
    public Set<String> seen() {
        return seen;
    }

    /** An answer has to be one that the document declares. */
    public void judge(String method, String path, int status, String contentType, byte[] body) {
        try {
            String template = template(method, path);
            if (template.isEmpty()) {
                assertThat(status).as("%s %s is in no document", method, path).isIn(404, 405);
                return;
            }
            String where = method + " " + template + " " + status;
            Declared declared = responses.computeIfAbsent(where, none -> declared(method, template, status));
            if (declared.types().isEmpty()) {
                assertThat(body).as("%s has no body", where).isEmpty();
            } else {
                assertThat(declared.types())
                        .as("%s answered %d bytes", where, body.length)
                        .containsAnyOf(base(contentType), "*/*");
            }
            if (declared.schema().isPresent() && contentType.startsWith("application/json")) {
                validate(where, declared.schema().get(), new String(body, UTF_8));
            }
            if (status < 300) {
                seen.add(method + " " + template);
            }
        } catch (MalformedJson malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** What was right once is right again: errors repeat, and to validate one takes longer than to answer it. */
    private void validate(String where, Schema schema, String body) {
        String answer = where + body;
        if (right.contains(answer)) {
            return;
        }
        List<Error> errors = schema.validate(body, InputFormat.JSON);
        assertThat(errors).as("%s answered %s", where, body).isEmpty();
        if (answer.length() < SHORT && right.size() < REMEMBERED) {
            right.add(answer);
        }
    }

    private String template(String method, String path) throws MalformedJson {
        Json.Obj paths = document.object("paths");
        if (paths.has(path)) {
            return paths.object(path).has(method.toLowerCase(java.util.Locale.ROOT)) ? path : "";
        }
        for (Map.Entry<String, Pattern> one : templates.entrySet()) {
            if (one.getValue().matcher(path).matches()
                    && paths.object(one.getKey()).has(method.toLowerCase(java.util.Locale.ROOT))) {
                return one.getKey();
            }
        }
        return "";
    }

    /** What the document says of an answer: its media types, none where it has no body, and the schema of JSON. */
    private record Declared(Set<String> types, Optional<Schema> schema) {}

    /** A media type without its parameters. */
    private static String base(String mediaType) {
        return mediaType.split(";", 2)[0].strip();
    }

    private Declared declared(String method, String template, int status) {
        try {
            Json.Obj statuses = document.object("paths")
                    .object(template)
                    .object(method.toLowerCase(java.util.Locale.ROOT))
                    .object("responses");
            assertThat(statuses.fields().keySet())
                    .as("declared statuses of %s %s", method, template)
                    .contains(Integer.toString(status));
            Json.Obj response = statuses.object(Integer.toString(status));
            if (!response.has("content")) {
                return new Declared(Set.of(), Optional.empty());
            }
            Json.Obj content = response.object("content");
            Set<String> types =
                    content.fields().keySet().stream().map(OpenApiJudge::base).collect(Collectors.toSet());
            if (!content.has("application/json")) {
                return new Declared(types, Optional.empty());
            }
            Json.Obj schema = content.object("application/json")
                    .object("schema")
                    .with("components", document.object("components"));
            return new Declared(
                    types,
                    Optional.of(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(CanonicalJson.text(schema), InputFormat.JSON)));
        } catch (MalformedJson malformed) {
            throw new AssertionError(malformed);
        }
    }
}
