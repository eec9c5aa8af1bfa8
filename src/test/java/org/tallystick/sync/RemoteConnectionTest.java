package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.SetClock;
import org.tallystick.wallet.HubConnection.Found;
import org.tallystick.wallet.HubConnection.Submitted;
import org.tallystick.wallet.HubUnreachable;

/** What a statement's fate is taken for, whatever the hub or something between answers. */
class RemoteConnectionTest {

    private static final long NOW_MS = 1_790_000_000_000L;
    private static final KeyPair ANN = StubHub.key("Ann");
    private static final String LINE = "85d4633a-b2fe-800c-956f-488f786d58b9";

    private final StubHub hub = new StubHub().loggingIn(ANN.pid());
    private final HubHttp http = hub.http();
    private final SetClock clock = new SetClock(NOW_MS);
    private final RemoteConnection connection =
            new RemoteConnection(new Session(http, hub.key.pid(), ANN.pid(), ANN, clock), clock);

    @AfterEach
    void stop() {
        http.close();
        hub.close();
    }

    private SignedStatement statement(String action, Json.Obj fields) {
        return SignedStatement.sign(ANN, action, hub.key.pid(), fields);
    }

    private SignedStatement payment() {
        return statement("payment.create", Json.object().put("tx_id", "p1").build());
    }

    private Submitted pay(MockResponse answer) throws HubUnreachable {
        hub.on("POST /payments", answer);
        return connection.submit(payment());
    }

    private void assertUnsure(MockResponse answer) {
        assertThatThrownBy(() -> pay(answer)).isInstanceOf(HubUnreachable.class);
    }

    @Test
    void whatWasDoneStandsInABlock() throws Exception {
        assertThat(pay(StubHub.said(Json.object().put("height", 7).build()))).isEqualTo(new Submitted.Committed(7));
        assertThat(pay(new MockResponse.Builder()
                        .code(204)
                        .addHeader("X-Block-Height", 8)
                        .build()))
                .isEqualTo(new Submitted.Committed(8));
    }

    @Test
    void anAnswerThatNamesNoBlockShowsNothing() {
        assertUnsure(StubHub.said(Json.Obj.EMPTY));
        assertUnsure(StubHub.said(Json.object().put("height", -1).build()));
        assertUnsure(StubHub.plain(204, ""));
        assertUnsure(StubHub.plain(200, "<html>welcome</html>"));
    }

    @Test
    void onlyWhatTheHubItselfRefusesIsRefused() throws Exception {
        assertThat(pay(StubHub.error(409, "E008", "tx_id", "p1")))
                .isEqualTo(new Submitted.Refused("E008", Map.of("tx_id", "p1")));
        assertThat(pay(StubHub.error(429, "E014", "retry_after_seconds", "9")))
                .isEqualTo(new Submitted.Refused("E014", Map.of("retry_after_seconds", "9")));
        for (int between : new int[] {400, 403, 404, 409, 429}) {
            assertUnsure(StubHub.plain(between, "not from here"));
        }
    }

    @Test
    void afterADefectOrAHubThatCannotNowOneDoesNotKnow() {
        assertUnsure(StubHub.error(500, "E010", "reason", "defect"));
        assertUnsure(StubHub.error(503, "E020", "reason", "closing"));
        assertUnsure(StubHub.plain(502, "Bad Gateway"));
        assertUnsure(StubHub.plain(504, ""));
    }

    @Test
    void aTokenThatEndedIsNoReasonForAnotherAnswer() throws Exception {
        hub.on(
                "POST /payments",
                request -> "Bearer access-2".equals(request.getHeaders().get("Authorization"))
                        ? StubHub.said(Json.object().put("height", 7).build())
                        : StubHub.error(401, "E016", "reason", "expired"));

        assertThat(connection.submit(payment())).isEqualTo(new Submitted.Committed(7));
        assertThat(hub.count("POST /payments")).isEqualTo(2);
    }

    @Test
    void theIdOfThePathIsSignedAndNotSent() throws Exception {
        SignedStatement change = statement(
                "trustline.update",
                Json.object()
                        .put("id", LINE)
                        .put("limit", "5")
                        .put("statement_id", "s-1")
                        .build());
        hub.on(
                "PATCH /trustlines/" + LINE,
                StubHub.said(Json.Obj.EMPTY)
                        .newBuilder()
                        .addHeader("X-Block-Height", 9)
                        .build());

        assertThat(connection.submit(change)).isEqualTo(new Submitted.Committed(9));
        RecordedRequest sent = hub.asked.getLast();
        assertThat(sent.getHeaders().get("Idempotency-Key")).isEqualTo("s-1");
        Json.Obj body = Json.readObject(sent.getBody().toByteArray());
        assertThat(body.has("id")).isFalse();
        assertThat(SignedStatement.ofBody(ANN.pid(), ANN.publicKey(), "trustline.update", hub.key.pid(), body, LINE)
                        .verify())
                .isTrue();
    }

    @Test
    void aStatementThatNoRouteTakesIsNotSent() {
        SignedStatement unknown = statement("admin.shut_down", Json.Obj.EMPTY);
        SignedStatement elsewhere = statement(
                "trustline.close", Json.object().put("id", "../admin/config").build());

        assertThatIllegalArgumentException().isThrownBy(() -> connection.submit(unknown));
        assertThatIllegalArgumentException().isThrownBy(() -> connection.submit(elsewhere));
        assertThat(hub.asked).isEmpty();
    }

    /** A hub that has no such payment, and says what it knows of itself. */
    private void withoutPayment(long hubMs, long indexed, long tip) {
        hub.on("GET /payments/p1/receipt", StubHub.error(404, "E015", "tx_id", "p1"));
        hub.on(
                "GET /health",
                StubHub.said(Json.object()
                        .put("timestamp", Instant.ofEpochMilli(hubMs).toString())
                        .put("last_indexed_block", indexed)
                        .put("chain_tip_block", tip)
                        .build()));
    }

    @Test
    void notThereCountsAsOfTheEarlierOfTwoClocks() throws Exception {
        withoutPayment(NOW_MS + 60_000, 4, 4);
        assertThat(connection.find("p1", 0)).isEqualTo(new Found.NotThere(NOW_MS));
        withoutPayment(NOW_MS - 60_000, 4, 4);
        assertThat(connection.find("p1", 0)).isEqualTo(new Found.NotThere(NOW_MS - 60_000));
    }

    @Test
    void aHubThatDoesNotKnowAllOfItsHistoryCannotSayThatSomethingIsNotThere() {
        withoutPayment(NOW_MS, 3, 4);

        assertThatThrownBy(() -> connection.find("p1", 0)).isInstanceOf(HubUnreachable.class);
    }

    @Test
    void thatThereIsNoSuchRouteSaysNothingOfThePayment() {
        hub.on("GET /payments/p1/receipt", StubHub.plain(404, "not found"));
        assertThatThrownBy(() -> connection.find("p1", 0)).isInstanceOf(HubUnreachable.class);
        hub.on("GET /payments/p1/receipt", StubHub.error(404, "E015", "reason", "route"));
        assertThatThrownBy(() -> connection.find("p1", 0)).isInstanceOf(HubUnreachable.class);
    }

    @Test
    void aReceiptWithoutAProofIsNone() {
        hub.on(
                "GET /payments/p1/receipt",
                StubHub.said(Json.object().put("tx_id", "p1").build()));

        assertThatThrownBy(() -> connection.find("p1", 0)).isInstanceOf(HubUnreachable.class);
    }
}
