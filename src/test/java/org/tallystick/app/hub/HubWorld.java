package org.tallystick.app.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.Machine;
import org.tallystick.app.NewFolder;
import org.tallystick.app.NodeApp;
import org.tallystick.base.Clock;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.base.Randomness;
import org.tallystick.hub.HubLimits;
import org.tallystick.hub.HubServer;
import org.tallystick.hub.HubSettings;
import org.tallystick.identity.KdfProfile;
import org.tallystick.node.ReadyFolder;

/** A real hub on loopback, with members who call it by OkHttp; every answer is held against the OpenAPI document. */
public final class HubWorld implements AutoCloseable {

    public static final MediaType JSON = MediaType.get("application/json");

    public final NodeApp app;
    public final HubApp hub;
    public final OpenApiJudge judge;
    public final Machine machine;
    final Ids ids;
    final OkHttpClient client =
            new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
    private final Map<String, Member> members = new ConcurrentHashMap<>();

    private HubWorld(NodeApp app, HubApp hub, Machine machine, OpenApiJudge judge) {
        this.app = app;
        this.hub = hub;
        this.machine = machine;
        this.judge = judge;
        this.ids = new Ids(machine.clock(), machine.randomness());
    }

    public static Machine machine() {
        return new Machine(Clock.system(), Randomness.system(), () -> new KdfProfile(8, 1, 1));
    }

    /** A new hub that counts in HOUR and UAH and does not limit how often it is called. */
    public static HubWorld start(Path folder) throws IOException {
        return start(folder, HubPlan.of(HubSettings.loopback(0).withLimits(HubLimits.DEFAULT.unrated()), "test"));
    }

    public static HubWorld start(Path folder, HubPlan plan) throws IOException {
        make(folder, List.of(new NewHub.Unit("HOUR", 2), new NewHub.Unit("UAH", 2)));
        return open(folder, plan, new OpenApiJudge());
    }

    /** A new hub that also takes signatures in the reference form. */
    static HubWorld startUnbound(Path folder, List<NewHub.Unit> units) throws IOException {
        make(folder, units);
        HubPlan plan = HubPlan.of(HubSettings.loopback(0).withLimits(HubLimits.DEFAULT.unrated()), "test");
        return open(folder, plan, new OpenApiJudge(), true);
    }

    static void make(Path folder, List<NewHub.Unit> units) throws IOException {
        ReadyFolder.put(
                folder,
                units,
                place -> assertThat(NewHub.make(place, null, false, units, machine()))
                        .isInstanceOf(NewFolder.Outcome.Made.class));
    }

    /** Serves what stands in a folder. */
    public static HubWorld open(Path folder, HubPlan plan, OpenApiJudge judge) throws IOException {
        return open(folder, plan, judge, false);
    }

    /** Serves what stands in a folder on a machine with a clock of its own. */
    static HubWorld open(Path folder, Machine machine, OpenApiJudge judge) throws IOException {
        HubPlan plan = HubPlan.of(HubSettings.loopback(0).withLimits(HubLimits.DEFAULT.unrated()), "test");
        return open(folder, plan, judge, false, machine);
    }

    private static HubWorld open(Path folder, HubPlan plan, OpenApiJudge judge, boolean unbound) throws IOException {
        return open(folder, plan, judge, unbound, machine());
    }

    private static HubWorld open(Path folder, HubPlan plan, OpenApiJudge judge, boolean unbound, Machine machine)
            throws IOException {
        if (NodeApp.open(folder, null, machine, unbound) instanceof NodeApp.Opening.Opened opened) {
            return new HubWorld(opened.app(), HubApp.start(opened.app(), plan, machine), machine, judge);
        }
        throw new AssertionError("The node does not open");
    }

    /** Somebody with a key of their own, registered and logged in. */
    public Member member(String name) throws IOException {
        Member known = members.get(name);
        if (known == null) {
            known = new Member(this, name);
            known.register();
            known.login();
            members.put(name, known);
        }
        return known;
    }

    /** Somebody of this hub as it was before, logged in. */
    public Member known(Member before) throws IOException {
        Member member = new Member(this, before.name);
        member.login();
        return member;
    }

    public HttpUrl url(String path) {
        return HttpUrl.get("http://127.0.0.1:" + hub.port() + HubServer.BASE + path);
    }

    /** Asks without being anybody. */
    public Told get(String path) throws IOException {
        return send("GET", path, "", null);
    }

    public Told post(String path, Json.Obj body) throws IOException {
        return send("POST", path, "", body);
    }

    Told send(String method, String path, String token, Json.@Nullable Obj body, String... headers) throws IOException {
        HttpUrl url = url(path);
        Request.Builder request = new Request.Builder().url(url);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        RequestBody content = body == null
                ? method.equals("GET") ? null : RequestBody.create(new byte[0])
                : RequestBody.create(
                        org.tallystick.identity.CanonicalJson.text(body).getBytes(UTF_8), JSON);
        try (Response response =
                client.newCall(request.method(method, content).build()).execute()) {
            byte[] bytes = response.body().bytes();
            String type = response.header("Content-Type", "");
            assertThat(response.header("X-Request-ID")).isNotBlank();
            judge.judge(method, url.encodedPath().substring(HubServer.BASE.length()), response.code(), type, bytes);
            return new Told(response.code(), type, bytes, response.headers());
        }
    }

    /** What a call was answered with: status and body. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Told(int status, String contentType, byte[] bytes, okhttp3.Headers headers) {

        public Json.Obj json() {
            try {
                return Json.readObject(bytes);
            } catch (MalformedJson malformed) {
                throw new AssertionError(text(), malformed);
            }
        }

        public String text() {
            return new String(bytes, UTF_8);
        }

        /** The data of a success. */
        public Json.Obj data() {
            try {
                assertThat(status).as(text()).isBetween(200, 299);
                return json().object("data");
            } catch (MalformedJson malformed) {
                throw new AssertionError(text(), malformed);
            }
        }

        /** The entries of a page. */
        public List<Json.Obj> items() {
            try {
                assertThat(status).as(text()).isEqualTo(200);
                return json().array("data").objects();
            } catch (MalformedJson malformed) {
                throw new AssertionError(text(), malformed);
            }
        }

        /** The error, which has to have this code. */
        public Json.Obj error(int wantedStatus, String code) {
            try {
                assertThat(status).as(text()).isEqualTo(wantedStatus);
                Json.Obj error = json().object("error");
                assertThat(error.text("code")).as(text()).isEqualTo(code);
                return error;
            } catch (MalformedJson malformed) {
                throw new AssertionError(text(), malformed);
            }
        }
    }

    @Override
    public void close() throws IOException {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        hub.close();
        app.close();
    }
}
