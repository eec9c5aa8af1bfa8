package org.tallystick.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.app.NodeApp;
import org.tallystick.app.People;
import org.tallystick.app.PracticeKeys;
import org.tallystick.base.Hex;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.journal.ReadFailed;
import org.tallystick.node.Answer;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.Frame;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.NodeReader;
import org.tallystick.wallet.PaymentOrder;
import org.tallystick.wallet.Routes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pays as somebody in a practice node, and answers when the payment is on the disk. */
@Command(name = "pay")
final class PayCommand extends FolderCommand {

    private static final long VALID_MS = 2 * 60_000;
    private static final int MAX_NOTE = 500;

    @Mixin
    private PaymentOptions payment;

    @Option(names = "--note", paramLabel = "TEXT", order = 5)
    private Optional<String> note = Optional.empty();

    @Option(names = "--tx-id", paramLabel = "ID", order = 6)
    private Optional<String> txId = Optional.empty();

    @Override
    int run() throws CommandFailure, IOException, HubUnreachable {
        if (txId.isPresent() && (!Frame.isTxId(txId.get()) || txId.get().startsWith("hub:"))) {
            throw CommandFailure.badInput(Messages.text("pay.badId", txId.get()));
        }
        if (note.isPresent() && (note.get().isEmpty() || note.get().length() > MAX_NOTE)) {
            throw CommandFailure.badInput(Messages.text("pay.badNote", MAX_NOTE));
        }
        try (NodeApp app = open();
                NodeReader hub = app.reader()) {
            People people = new People(app);
            PaymentWish wish = payment.wish(app, people);
            try (KeyPair payer = key(app, wish.from())) {
                switch (pay(app, wish, payer)) {
                    case Answer.Committed committed -> show(app, people, hub, wish, committed);
                    case Answer.Refused refused ->
                        throw new RefusalSentence(payment, wish)
                                .failure(
                                        refused.refusal(),
                                        wish.routes(hub) instanceof Routes.TooLittle little
                                                ? little.outOfReachMinor()
                                                : 0);
                }
            }
            return ExitCodes.OK;
        }
    }

    private KeyPair key(NodeApp app, Pid from) throws CommandFailure {
        Optional<PracticeKeys> keys = app.practiceKeys();
        if (keys.isEmpty()) {
            throw CommandFailure.refused(
                    Messages.text("pay.noPractice", app.folder().root()));
        }
        KeyPair pair = keys.get().of(payment.from());
        if (!pair.pid().equals(from)) {
            pair.close();
            throw CommandFailure.badInput(Messages.text("pay.label", payment.from()));
        }
        return pair;
    }

    private Answer pay(NodeApp app, PaymentWish wish, KeyPair payer) {
        String id = txId.orElseGet(() -> new Ids(machine().clock(), machine().randomness()).next());
        // With an id of one's own the same command has to sign the same bytes again, so that it pays once.
        Optional<String> validUntil = txId.isPresent()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(Math.max(
                                        machine().clock().wallMs(),
                                        app.node().health().timestampMs())
                                + VALID_MS)
                        .toString());
        PaymentOrder order = new PaymentOrder(
                id, wish.to(), wish.unit().code(), wish.amount(), note, wish.constraints(), validUntil);
        return app.node().submit(order.sign(payer, app.node().hub())).join();
    }

    private void show(NodeApp app, People people, HubReader hub, PaymentWish wish, Answer.Committed committed)
            throws IOException, HubUnreachable {
        int precision = wish.unit().precision();
        List<Routes.Way> ways = hub.ways(wish.from(), committed.height(), committed.txId());
        Block block;
        try {
            block = app.node().block(committed.height()).orElseThrow();
        } catch (ReadFailed | BlockDamaged unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
        Map<Pid, String> names = Ways.names(people, ways);
        String hash = Hex.encode(block.hash());
        say(
                committed.replayed() ? "pay.replayed" : "pay.done",
                payment.from(),
                payment.amount(),
                payment.equivalent(),
                payment.to());
        for (String line : Ways.lines(ways, names, payment.equivalent(), precision)) {
            say("plain", line);
        }
        say("pay.where", committed.height(), time(committed.timestampMs()), hash, committed.txId());
        json(Json.object()
                .put("tx_id", committed.txId())
                .put("height", committed.height())
                .put("block_hash", hash)
                .put("at", time(committed.timestampMs()))
                .put("replayed", committed.replayed())
                .put("routes", Ways.json(ways, names, precision))
                .build());
    }
}
