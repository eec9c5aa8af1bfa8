package org.tallystick.hub;

import static org.tallystick.base.Checks.invariant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.tallystick.http.Access;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Rate;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.ledger.ErrorCode;

/**
 * The OpenAPI document and two readers for it, which need nothing from elsewhere. All of it lies in the program's own files. Any
 * thread.
 */
public final class DocsRoutes {

    private static final String HERE = "/org/tallystick/hub/";
    private static final String SWAGGER = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final String REDOC = "/META-INF/resources/webjars/redoc/2.1.4/bundles/";
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final Map<String, String> FILES = Map.of(
            "swagger-ui.css", SWAGGER,
            "swagger-ui-bundle.js", SWAGGER,
            "redoc.standalone.js", REDOC,
            "docs.js", HERE);

    /** All of them. */
    public List<Route> all() {
        return List.of(
                file("/openapi.json", "getOpenApiJson", "This document, as JSON", HERE + "openapi.json", JSON),
                file("/openapi.yaml", "getOpenApiYaml", "This document, as YAML", HERE + "openapi.yaml", YAML),
                file(
                        "/docs",
                        "getDocs",
                        "This document, to read and to try out (Swagger UI)",
                        HERE + "docs.html",
                        HTML),
                file("/redoc", "getRedoc", "This document, to read (ReDoc)", HERE + "redoc.html", HTML),
                Route.get("/docs/{file}", "getDocsFile")
                        .about("Documents", "What the pages above are made of")
                        .access(Access.PUBLIC)
                        .rate(Rate.NONE)
                        .path("file", Schema.text(1, 64))
                        .answersPlain(200, "*/*")
                        .fails(ErrorCode.E015)
                        .handledBy(DocsRoutes::part));
    }

    private static Route file(String path, String name, String sentence, String resource, String mediaType) {
        return Route.get(path, name)
                .about("Documents", sentence)
                .access(Access.PUBLIC)
                .rate(Rate.NONE)
                .answersPlain(200, mediaType)
                .handledBy(call -> new Reply.Plain(200, mediaType, read(resource)));
    }

    private static Reply part(Call call) throws ApiError {
        String file = call.need("file");
        String folder = FILES.get(file);
        if (folder == null) {
            throw ApiError.of(ErrorCode.E015, "field", "file");
        }
        return new Reply.Plain(200, file.endsWith(".css") ? STYLE : SCRIPT, read(folder + file));
    }

    private static byte[] read(String resource) {
        try (InputStream in = DocsRoutes.class.getResourceAsStream(resource)) {
            invariant(in != null, "The program has its documents with it");
            return java.util.Objects.requireNonNull(in).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
