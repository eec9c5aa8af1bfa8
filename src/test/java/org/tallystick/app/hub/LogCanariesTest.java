package org.tallystick.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Json;

/** Whatever a hub logs in a run from end to end, nothing of it is anybody's secret. */
class LogCanariesTest {

    private static final String NAME = "Canary Nightingale";
    private static final String NOTE = "canary note of the night";
    private static final String AMOUNT = "738291.47";
    private static final String LIMIT = "918273.64";
    private static final String QUERY = "canaryquery";

    @TempDir
    Path folder;

    /** Keeps all that is logged as text. */
    private static final class Kept extends AppenderBase<ILoggingEvent> {

        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " "
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }

    @Test
    void nothingOfAnybodyIsLogged() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("org.tallystick");
        Level rootBefore = root.getLevel();
        Level oursBefore = ours.getLevel();
        Kept kept = new Kept();
        kept.setContext(root.getLoggerContext());
        kept.start();
        root.addAppender(kept);
        root.setLevel(Level.INFO);
        ours.setLevel(Level.TRACE);
        Map<String, String> canaries;
        try {
            canaries = live();
        } finally {
            ours.setLevel(oursBefore);
            root.setLevel(rootBefore);
            root.detachAppender(kept);
        }
        assertThat(kept.lines).isNotEmpty();
        canaries.forEach((what, canary) -> assertThat(kept.lines).as(what).noneMatch(line -> line.contains(canary)));
    }

    private Map<String, String> live() throws Exception {
        try (HubWorld world = HubWorld.start(folder.resolve("hub"))) {
            Member payer = world.member(NAME);
            Member payee = world.member("Payee");
            payee.trust(payer, "UAH", LIMIT).data();
            Json.Obj note = Json.object().put("description", NOTE).build();
            String txId = world.ids.next();
            Json.Obj payment = payer.payment(txId, payee, "UAH", AMOUNT, note);
            payer.send("POST", "/payments", payment).data();
            payer.send("POST", "/payments", payment).data();
            payer.get("/participants/search?q=" + QUERY).items();
            payer.get("/payments/" + txId + "/receipt").data();
            payer.pay(payee, "UAH", AMOUNT).error(400, "E002");
            payer.send("POST", "/payments", payment.with("amount", Json.of("738291.48")))
                    .error(401, "E005");
            world.send("GET", "/participants/me?x=" + QUERY, "not." + QUERY + ".token", null)
                    .error(401, "E016");
            world.post("/auth/login", payer.answer("x".repeat(43)));
            try (Ear ear = Ear.of(payee)) {
                ear.send("{\"type\":\"" + QUERY + "\"}");
                ear.next("error");
            }
            byte[] seed = payer.key.seed();
            Map<String, String> secrets = new HashMap<>();
            secrets.put("an amount as it is counted", AMOUNT.replace(".", ""));
            secrets.put("a limit", LIMIT);
            secrets.put("a limit as it is counted", LIMIT.replace(".", ""));
            secrets.putAll(Map.of(
                    "a name",
                    NAME,
                    "a note",
                    NOTE,
                    "an amount",
                    AMOUNT,
                    "a query",
                    QUERY,
                    "an access token",
                    payer.access,
                    "a refresh token",
                    payer.refresh,
                    "a public key",
                    payer.key.publicKey().text(),
                    "a private key",
                    org.tallystick.base.Hex.encode(seed),
                    "a signature",
                    Member.text(payment, "signature"),
                    "a whole PID",
                    payer.pid.text()));
            return secrets;
        }
    }
}
