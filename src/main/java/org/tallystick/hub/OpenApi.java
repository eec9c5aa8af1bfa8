package org.tallystick.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tallystick.base.Json;
import org.tallystick.http.Access;
import org.tallystick.http.ErrorStatus;
import org.tallystick.http.Parameter;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.ledger.ErrorCode;

/** Makes the OpenAPI 3.1 document of the routes. One use, one thread. */
public final class OpenApi {

    /** The version of the API; changes when a route does. */
    public static final String VERSION = "0.1";

    private static final String REFERENCE = "#/components/schemas/";

    private final Map<String, Json> named = new TreeMap<>();
    private final String version;

    /**
     * Begins a document.
     *
     * @param version of the API
     */
    public OpenApi(String version) {
        this.version = version;
    }

    /** The document of some routes, in their order. */
    public Json.Obj of(List<Route> routes) {
        Map<String, Map<String, Json>> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.path(), none -> new LinkedHashMap<>())
                    .put(route.method().name().toLowerCase(java.util.Locale.ROOT), operation(route));
        }
        Map<String, Json> shown = new LinkedHashMap<>();
        paths.forEach((path, operations) -> shown.put(path, new Json.Obj(operations)));
        Json.Obj failure = failure();
        named.put("Failure", failure);
        named.put("Pagination", pagination());
        return Json.object()
                .put("openapi", "3.1.0")
                .put(
                        "info",
                        Json.object()
                                .put("title", "Tallystick hub")
                                .put("version", version)
                                .put(
                                        "description",
                                        "Mutual credit over lines of trust. Conventions, signatures and proofs are told in api.md and format.md of the program's documents.")
                                .build())
                .put(
                        "servers",
                        Json.of(List.of(Json.object().put("url", HubServer.BASE).build())))
                .put("paths", new Json.Obj(shown))
                .put(
                        "components",
                        Json.object()
                                .put("schemas", new Json.Obj(new LinkedHashMap<>(named)))
                                .put(
                                        "securitySchemes",
                                        Json.object()
                                                .put(
                                                        "bearer",
                                                        Json.object()
                                                                .put("type", "http")
                                                                .put("scheme", "bearer")
                                                                .put("bearerFormat", "JWT")
                                                                .build())
                                                .build())
                                .build())
                .build();
    }

    private Json.Obj operation(Route route) {
        Json.ObjBuilder operation = Json.object()
                .put("operationId", route.name())
                .put("tags", Json.of(List.of(Json.of(route.tag()))))
                .put("summary", route.summary());
        if (route.access().compareTo(Access.PARTICIPANT) > 0) {
            operation.put(
                    "description", "For whoever has the role " + route.access().name() + " or more.");
        }
        if (route.access() != Access.PUBLIC) {
            operation.put(
                    "security",
                    Json.of(List.of(
                            Json.object().put("bearer", Json.of(List.of())).build())));
        }
        List<Json> parameters = new ArrayList<>();
        route.parameters().forEach(parameter -> parameters.add(parameter(parameter)));
        if (route.idempotent()) {
            parameters.add(Json.object()
                    .put("name", "Idempotency-Key")
                    .put("in", "header")
                    .put(
                            "description",
                            "For 24 hours the same key with the same body is answered like the first time; signature, statement_id and valid_until do not count as part of it.")
                    .put("required", false)
                    .put("schema", schema(Schema.text(1, 128)))
                    .build());
        }
        if (!parameters.isEmpty()) {
            operation.put("parameters", Json.of(parameters));
        }
        route.body()
                .ifPresent(body -> operation.put(
                        "requestBody",
                        Json.object()
                                .put("required", true)
                                .put("content", content("application/json", schema(body)))
                                .build()));
        return operation.put("responses", responses(route)).build();
    }

    private Json.Obj parameter(Parameter parameter) {
        return Json.object()
                .put("name", parameter.name())
                .put("in", parameter.place() == Parameter.Place.PATH ? "path" : "query")
                .put("required", parameter.required())
                .put("schema", schema(parameter.schema()))
                .build();
    }

    private Json.Obj responses(Route route) {
        Map<String, Json> responses = new TreeMap<>();
        route.replies().forEach((status, content) -> responses.put(status.toString(), response(content)));
        Map<Integer, TreeSet<String>> codes = new TreeMap<>();
        for (ErrorCode code : route.errors()) {
            codes.computeIfAbsent(ErrorStatus.of(code), none -> new TreeSet<>()).add(code.name());
        }
        codes.forEach((status, names) -> {
            // A status that is also an answer of its own, such as that of a hub in poor health, is described once.
            responses.putIfAbsent(
                    status.toString(),
                    Json.object()
                            .put("description", String.join(", ", names))
                            .put("content", content("application/json", reference("Failure")))
                            .build());
        });
        return new Json.Obj(new LinkedHashMap<>(responses));
    }

    private Json.Obj contents(Route.Content.Value value) {
        Json.Obj json = content("application/json", envelope(schema(value.schema()), false));
        return value.orPlain()
                .map(plain -> json.with(
                        plain, Json.object().put("schema", Json.Obj.EMPTY).build()))
                .orElse(json);
    }

    private Json.Obj response(Route.Content content) {
        return switch (content) {
            case Route.Content.Value value ->
                Json.object()
                        .put("description", "Done")
                        .put("content", contents(value))
                        .build();
            case Route.Content.Items items ->
                Json.object()
                        .put("description", "A page")
                        .put(
                                "content",
                                content(
                                        "application/json",
                                        envelope(
                                                Json.object()
                                                        .put("type", "array")
                                                        .put("items", schema(items.item()))
                                                        .build(),
                                                true)))
                        .build();
            case Route.Content.Nothing nothing ->
                Json.object().put("description", "Done").build();
            case Route.Content.Plain plain ->
                Json.object()
                        .put("description", "Done")
                        .put("content", content(plain.mediaType(), Json.Obj.EMPTY))
                        .build();
        };
    }

    private static Json.Obj envelope(Json data, boolean pages) {
        Json.ObjBuilder properties = Json.object()
                .put("success", Json.object().put("const", true).build())
                .put("data", data);
        List<Json> required = new ArrayList<>(List.of(Json.of("success"), Json.of("data")));
        if (pages) {
            properties.put("pagination", reference("Pagination"));
            required.add(Json.of("pagination"));
        }
        return closed(properties.build(), required);
    }

    private static Json.Obj closed(Json.Obj properties, List<Json> required) {
        Json.ObjBuilder object = Json.object().put("type", "object").put("properties", properties);
        if (!required.isEmpty()) {
            object.put("required", Json.of(required));
        }
        return object.put("additionalProperties", false).build();
    }

    private static Json.Obj content(String mediaType, Json schema) {
        return Json.object()
                .put(mediaType, Json.object().put("schema", schema).build())
                .build();
    }

    private static Json.Obj reference(String name) {
        return Json.object().put("$ref", REFERENCE + name).build();
    }

    private Json schema(Schema schema) {
        return switch (schema) {
            case Schema.Any any -> Json.Obj.EMPTY;
            case Schema.Flag flag -> Json.object().put("type", "boolean").build();
            case Schema.Whole whole -> {
                Json.ObjBuilder described = Json.object().put("type", "integer").put("minimum", whole.min());
                if (whole.max() != Long.MAX_VALUE) {
                    described.put("maximum", whole.max());
                }
                yield described.build();
            }
            case Schema.Text text -> text(text);
            case Schema.Several several ->
                Json.object()
                        .put("type", "array")
                        .put("items", schema(several.items()))
                        .put("maxItems", several.maxItems())
                        .build();
            case Schema.Entries entries ->
                Json.object()
                        .put("type", "object")
                        .put("additionalProperties", schema(entries.values()))
                        .put("maxProperties", entries.maxEntries())
                        .build();
            case Schema.OrNull orNull ->
                Json.object()
                        .put(
                                "anyOf",
                                Json.of(List.of(
                                        schema(orNull.schema()),
                                        Json.object().put("type", "null").build())))
                        .build();
            case Schema.OneOf oneOf ->
                Json.object()
                        .put(
                                "anyOf",
                                Json.of(oneOf.shapes().stream()
                                        .map(this::schema)
                                        .toList()))
                        .build();
            case Schema.Named own -> {
                if (!named.containsKey(own.name())) {
                    named.put(own.name(), Json.Obj.EMPTY);
                    named.put(own.name(), schema(own.schema()));
                }
                yield reference(own.name());
            }
            case Schema.Obj object -> object(object);
        };
    }

    private static Json.Obj text(Schema.Text text) {
        Json.ObjBuilder described = Json.object().put("type", "string");
        if (!text.values().isEmpty()) {
            return described
                    .put("enum", Json.of(text.values().stream().map(Json::of).toList()))
                    .build();
        }
        described.put("minLength", text.minLength()).put("maxLength", text.maxLength());
        text.format().ifPresent(format -> described.put("format", format));
        text.pattern().ifPresent(pattern -> described.put("pattern", "^(" + pattern.pattern() + ")$"));
        return described.build();
    }

    private Json.Obj object(Schema.Obj object) {
        Map<String, Json> properties = new LinkedHashMap<>();
        List<Json> required = new ArrayList<>();
        for (Schema.Field field : object.fields()) {
            properties.put(field.name(), schema(field.schema()));
            if (field.required()) {
                required.add(Json.of(field.name()));
            }
        }
        Json.Obj shown = closed(new Json.Obj(properties), required);
        return object.open() ? shown.without("additionalProperties") : shown;
    }

    private static Json.Obj failure() {
        Json.Obj error = closed(
                Json.object()
                        .put(
                                "code",
                                Json.object()
                                        .put("type", "string")
                                        .put("pattern", "^E0[0-9]{2}$")
                                        .build())
                        .put("message", Json.object().put("type", "string").build())
                        .put("details", Json.object().put("type", "object").build())
                        .build(),
                List.of(Json.of("code"), Json.of("message"), Json.of("details")));
        return closed(
                Json.object()
                        .put("success", Json.object().put("const", false).build())
                        .put("error", error)
                        .put("data", Json.object().put("type", "object").build())
                        .build(),
                List.of(Json.of("success"), Json.of("error")));
    }

    private static Json.Obj pagination() {
        Json count = Json.object().put("type", "integer").put("minimum", 0).build();
        return closed(
                Json.object()
                        .put("total", count)
                        .put("page", count)
                        .put("per_page", count)
                        .put("pages", count)
                        .build(),
                List.of(Json.of("total"), Json.of("page"), Json.of("per_page"), Json.of("pages")));
    }
}
