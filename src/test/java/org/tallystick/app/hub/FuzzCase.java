package org.tallystick.app.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.tallystick.base.Json;
import org.tallystick.http.Parameter;
import org.tallystick.http.Route;
import org.tallystick.hub.HubServer;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Pid;

/** Makes a request that is nearly right, or not at all, from a seed: the same seed gives the same request but for tokens. */
final class FuzzCase {

    private static final String LOGOUT = "/auth/logout";
    private static final String[] TYPES = {
        "application/json",
        "application/json; charset=utf-8",
        "application/json; charset=latin1",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/JSON"
    };

    private final Random chance;
    private final Route route;
    private final FuzzValues values;
    private final FuzzPeople people;
    private final Map<String, String> named = new LinkedHashMap<>();

    FuzzCase(long seed, List<Route> routes, List<String> known, FuzzPeople people) {
        this.chance = new Random(seed);
        this.route = routes.get(chance.nextInt(routes.size()));
        this.values = new FuzzValues(chance, known);
        this.people = people;
    }

    Route route() {
        return route;
    }

    /**
     * A request as it goes out.
     *
     * @param path as it stands in it
     * @param signed whether whoever sends it has rightly signed what is in it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Sent(String method, String path, byte[] bytes, boolean signed) {}

    /** What goes out, and whether it is signed. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Body(byte[] bytes, boolean signed) {}

    Sent request() throws IOException {
        Optional<Member> signer = signer();
        String path = path(signer.isPresent());
        String target = path + query();
        StringBuilder head = new StringBuilder();
        headers(head, signer);
        String method = signer.isEmpty() && chance.nextInt(60) == 0
                ? List.of("PUT", "PATCH", "DELETE", "POST").get(chance.nextInt(4))
                : route.method().name();
        Body body = new Body(new byte[0], false);
        if (!method.equals("GET")) {
            body = body(signer);
            head.append("Content-Type: ")
                    .append(chance.nextInt(25) == 0 ? TYPES[chance.nextInt(TYPES.length)] : "application/json")
                    .append("\r\nContent-Length: ")
                    .append(body.bytes().length)
                    .append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((method + " " + HubServer.BASE + target + " HTTP/1.1\r\nHost: localhost\r\n" + head + "\r\n")
                .getBytes(UTF_8));
        bytes.writeBytes(body.bytes());
        return new Sent(method, path, bytes.toByteArray(), body.signed());
    }

    /** Of what is signed a good part comes from somebody who has signed it, so that it gets to where its contents are looked at. */
    private Optional<Member> signer() {
        if (!FuzzPeople.isSigned(route) || chance.nextInt(5) < 2) {
            return Optional.empty();
        }
        List<Member> lasting = people.lasting();
        return Optional.of(
                route.path().startsWith("/admin/") ? people.admin : lasting.get(chance.nextInt(lasting.size())));
    }

    private String path(boolean signed) {
        StringBuilder path = new StringBuilder();
        for (String segment : route.path().substring(1).split("/", -1)) {
            String value = segment.startsWith("{") ? pathValue(segment, signed) : segment;
            path.append('/').append(encoded(value));
        }
        return path.toString();
    }

    private String query() {
        List<String> pairs = new ArrayList<>();
        for (Parameter parameter : route.parameters()) {
            if (parameter.place() == Parameter.Place.QUERY && chance.nextInt(10) < (parameter.required() ? 9 : 4)) {
                pairs.add(encoded(parameter.name()) + "=" + encoded(values.text(parameter.schema())));
                if (chance.nextInt(50) == 0) {
                    pairs.add(encoded(parameter.name()) + "=" + encoded(values.text(parameter.schema())));
                }
            }
        }
        if (chance.nextInt(30) == 0) {
            pairs.add(encoded(values.text()) + "=" + encoded(values.text()));
        }
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : text.getBytes(UTF_8)) {
            if ("-._~".indexOf(one) >= 0 || (one > 0 && Character.isLetterOrDigit(one))) {
                encoded.append((char) one);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
            }
        }
        return encoded.toString();
    }

    private String pathValue(String segment, boolean signed) {
        String name = segment.substring(1, segment.length() - 1);
        Parameter parameter = route.parameter(name);
        Optional<Pid> about = signed ? people.about(route) : Optional.empty();
        String value = about.isPresent()
                ? about.get().text()
                : parameter == null ? values.text() : values.text(parameter.schema());
        // An empty or a dotted segment would be another route.
        String whole = value.isBlank() || value.chars().allMatch(letter -> letter == '.') ? "x" : value;
        named.put(name, whole);
        return whole;
    }

    private void headers(StringBuilder head, Optional<Member> signer) throws IOException {
        int who = chance.nextInt(12);
        if (signer.isPresent()) {
            header(head, "Authorization", "Bearer " + signer.get().access);
        } else if (route.path().equals(LOGOUT)) {
            // Whoever stays must not be logged out.
            header(head, "Authorization", "Bearer " + (who < 3 ? people.fleetingToken() : "x".repeat(who)));
        } else if (who < 10) {
            List<Member> lasting = people.lasting();
            header(head, "Authorization", "Bearer " + lasting.get(who % lasting.size()).access);
        } else if (who == 10) {
            header(head, "Authorization", "Bearer " + "x".repeat(chance.nextInt(40)));
        }
        if (chance.nextInt(20) == 0) {
            header(head, "Idempotency-Key", "k" + chance.nextInt(5));
        }
        if (chance.nextInt(40) == 0) {
            header(head, "Content-Encoding", "gzip");
        }
        if (chance.nextInt(4) == 0) {
            header(head, "Accept-Encoding", "gzip");
        }
        if (chance.nextInt(40) == 0) {
            header(head, "X-Request-ID", "a".repeat(chance.nextInt(100)));
        }
        if (chance.nextInt(40) == 0) {
            header(head, "X-Forwarded-For", "1.2.3.4, ,x");
        }
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private Body body(Optional<Member> signer) {
        if (route.body().isEmpty() || (signer.isEmpty() && chance.nextInt(8) == 0)) {
            return new Body(values.body(), false);
        }
        Json value = values.value(route.body().get());
        Optional<Json.Obj> signed = signer.isPresent() && value instanceof Json.Obj fields
                ? people.signed(route, signer.get(), Optional.ofNullable(named.get("id")), about(fields))
                : Optional.empty();
        byte[] body =
                CanonicalJson.text(signed.isPresent() ? signed.get() : value).getBytes(UTF_8);
        boolean cut = chance.nextInt(25) == 0;
        int length = cut ? chance.nextInt(body.length) : body.length;
        return new Body(Arrays.copyOf(body, length), signed.isPresent() && !cut);
    }

    /** What an act is about stands in its path and in its body. */
    private Json.Obj about(Json.Obj body) {
        Json.Obj whole = body;
        if (people.about(route).isPresent()) {
            whole = whole.with("participant", Json.of(people.about(route).get().text()));
        }
        if (named.containsKey("code")) {
            whole = whole.with("code", Json.of(named.get("code")));
        }
        return whole;
    }
}
