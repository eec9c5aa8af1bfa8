package org.tallystick.sync.reference;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Ed25519;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Signature;

/** How a reference hub answers: bare bodies, and errors of two shapes (GEO facts §1). */
final class StubReplies {

    private StubReplies() {}

    /** Something that is answered with an error. */
    static final class Failure extends Exception {

        private static final long serialVersionUID = 1L;
        private final transient MockResponse response;

        Failure(MockResponse response) {
            super("refused", null, false, false);
            this.response = response;
        }

        MockResponse response() {
            return response;
        }
    }

    static void verify(PublicKey key, Json.Obj signed, Json.Obj body) throws Failure, MalformedJson, MalformedIdentity {
        if (!Ed25519.verify(key, CanonicalJson.bytes(signed), Signature.parse(body.text("signature")))) {
            throw new Failure(error(400, "E005", "Invalid signature", Json.Obj.EMPTY));
        }
    }

    static Json.Obj body(RecordedRequest request) throws MalformedJson {
        return Json.readObject(
                request.getBody() == null ? new byte[0] : request.getBody().toByteArray());
    }

    static Optional<String> query(RecordedRequest request, String name) {
        return Optional.ofNullable(request.getUrl().queryParameter(name));
    }

    static List<Json> page(RecordedRequest request, List<Json> all) throws Failure {
        int perPage = Integer.parseInt(query(request, "per_page").orElse("20"));
        int page = Integer.parseInt(query(request, "page").orElse("1"));
        if (perPage < 1 || perPage > 200 || page < 1) {
            throw new Failure(error(422, "E009", "Validation error", Json.Obj.EMPTY));
        }
        return all.stream().skip((long) (page - 1) * perPage).limit(perPage).toList();
    }

    static MockResponse items(List<Json> items) {
        return ok(Json.object().put("items", Json.of(items)).build());
    }

    static MockResponse ok(Json.Obj body) {
        return json(200, body);
    }

    static MockResponse missing(String message) {
        return error(404, "E001", message, Json.Obj.EMPTY);
    }

    static MockResponse error(int status, String code, String message, Json.Obj details) {
        return json(
                status,
                Json.object()
                        .put(
                                "error",
                                Json.object()
                                        .put("code", code)
                                        .put("message", message)
                                        .put("details", details)
                                        .build())
                        .build());
    }

    /** As it fails without having meant to: no error of its own, no {@code X-Request-ID}. */
    static MockResponse broken() {
        return new MockResponse.Builder()
                .code(500)
                .body("Internal Server Error")
                .build();
    }

    static MockResponse detail(int status, String text) {
        return json(status, Json.object().put("detail", text).build());
    }

    static MockResponse json(int status, Json.Obj body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(CanonicalJson.text(body))
                .build();
    }

    static String now() {
        return Instant.ofEpochMilli(Clock.system().wallMs()).toString();
    }
}
