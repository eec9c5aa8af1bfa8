package org.tallystick.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.tallystick.node.TestChain.key;
import static org.tallystick.node.TestChain.pid;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.feature.operator.OperatorTransactions;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.Transaction;

/** Acts of administration as they stand in history: what was signed, and the facts and operations that follow. */
final class AdminVectors {

    private static final String CODE = "K7QM-2XRV-9TBD-HH3W";

    private AdminVectors() {}

    static List<Json> acts() {
        TestChain chain = new TestChain();
        Pid mill = Pid.unclaimed(TestChain.hub(), "Mill");
        String ben = pid("ben").text();
        chain.register("ada");
        chain.register("ben");
        chain.imported("mill", List.of(), List.of(new Operation.OpenAccount(mill, AccountStatus.UNCLAIMED, null)));
        chain.seal();
        int before = chain.blocks().size();
        chain.alone(OperatorTransactions.firstAdmin(chain.ledger(), pid("ada")));
        chain.alone(OperatorTransactions.settings(
                "1", Json.object().put("registration", "approval").build()));
        chain.register("cleo");
        chain.submit("ada", "admin.approve", about(pid("cleo").text()).build());
        chain.submit("ada", "admin.freeze", about(ben).build());
        chain.submit("ada", "admin.unfreeze", about(ben).build());
        chain.submit(
                "ada",
                "admin.ban",
                about(ben).put("reason", "does not pay back").build());
        chain.submit("ada", "admin.unban", about(ben).build());
        chain.submit(
                "ada",
                "admin.roles",
                about(ben).put("roles", Json.of(List.of(Json.of("OPERATOR")))).build());
        chain.submit(
                "ada",
                "admin.equivalent",
                Json.object().put("code", "EGG").put("precision", 0).build());
        chain.submit(
                "ada",
                "admin.config",
                Json.object()
                        .put(
                                "updates",
                                Json.object()
                                        .put("name", "Village")
                                        .put("reads_per_minute", 60)
                                        .build())
                        .build());
        chain.submit(
                "ada",
                "admin.flags",
                Json.object()
                        .put(
                                "updates",
                                Json.object().put("multipath_enabled", false).build())
                        .build());
        chain.submit(
                "ada",
                "admin.claim_code",
                about(mill.text())
                        .put("code_hash", Hex.encode(Sha256.of(CODE.getBytes(UTF_8))))
                        .build());
        chain.submit(SignedStatement.sign(
                mill,
                key("miller"),
                "participant.claim",
                TestChain.hub(),
                Json.object()
                        .put("code", CODE)
                        .put("public_key", key("miller").publicKey().text())
                        .build()));
        chain.seal();
        List<Json> acts = new ArrayList<>();
        for (Transaction transaction : chain.blocks().get(before).block().transactions()) {
            acts.add(act(transaction));
        }
        return acts;
    }

    private static Json.ObjBuilder about(String participant) {
        return Json.object().put("participant", participant);
    }

    private static Json act(Transaction transaction) {
        Json.ObjBuilder act = Json.object().put("type", transaction.frame().type());
        for (SignedStatement statement : transaction.statements()) {
            act.put("signer", statement.signer().text());
            act.put("signed", new String(statement.signedBytes(), UTF_8));
        }
        return act.put("facts", contents(transaction, PartKind.FACT))
                .put("operations", contents(transaction, PartKind.OPERATION))
                .build();
    }

    private static Json contents(Transaction transaction, PartKind kind) {
        List<Json> contents = new ArrayList<>();
        for (Part part : transaction.parts()) {
            if (part.kind() == kind) {
                contents.add(Json.of(new String(part.content().orElseThrow(), UTF_8)));
            }
        }
        return Json.of(contents);
    }
}
