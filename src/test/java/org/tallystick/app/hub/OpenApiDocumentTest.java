package org.tallystick.app.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.tallystick.base.Json;
import org.tallystick.hub.OpenApi;
import tools.jackson.databind.ObjectMapper;

/** The committed document is that of the routes; {@code -Dopenapi.write=true} writes it. */
class OpenApiDocumentTest {

    private static final Path FOLDER = Path.of("src/main/resources/org/tallystick/hub");

    @TempDir
    Path folder;

    @Test
    void theCommittedDocumentIsThatOfTheRoutesAndCanBeRead() throws Exception {
        Json.Obj document;
        Set<String> served;
        try (HubWorld world = HubWorld.start(folder.resolve("hub"))) {
            document = new OpenApi(OpenApi.VERSION).of(world.hub.routes());
            served = world.hub.routes().stream()
                    .map(route -> route.method() + " " + route.path())
                    .collect(Collectors.toSet());
        }
        Map<String, Object> values = values(document);
        String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(values) + "\n";
        String yaml = new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setWidth(120)
                        .build())
                .dumpToString(values);
        if (Boolean.getBoolean("openapi.write")) {
            write("openapi.json", json);
            write("openapi.yaml", yaml);
        }
        assertThat(Files.readString(FOLDER.resolve("openapi.json"))).isEqualTo(json);
        assertThat(Files.readString(FOLDER.resolve("openapi.yaml"))).isEqualTo(yaml);
        assertThat(new OpenApiJudge().operations()).isEqualTo(served);
        for (String text : List.of(json, yaml)) {
            SwaggerParseResult result = new OpenAPIV3Parser().readContents(text, null, null);
            assertThat(result.getMessages()).isEmpty();
            assertThat(result.getOpenAPI().getPaths()).hasSizeGreaterThan(20);
        }
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(FOLDER.resolve(name), text, UTF_8);
    }

    private static Map<String, Object> values(Json.Obj object) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.fields().forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    private static Object value(Json json) {
        return switch (json) {
            case Json.Obj object -> values(object);
            case Json.Arr array ->
                array.items().stream().map(OpenApiDocumentTest::value).toList();
            case Json.Str text -> text.value();
            case Json.Num number -> number.value();
            case Json.Bool flag -> flag.value();
            case Json.Null none -> throw new AssertionError("The document has no nulls");
        };
    }
}
