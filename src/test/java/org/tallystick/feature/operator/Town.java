package org.tallystick.feature.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.node.TestChain.pid;

import java.util.List;
import java.util.Map;
import org.tallystick.base.Json;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Answer;
import org.tallystick.node.TestChain;

/** A hub with Ada the ADMIN, Otto the OPERATOR, Audrey the AUDITOR, and Ben and Cy. For tests. */
public final class Town {

    public final TestChain chain = new TestChain();

    public Town() {
        for (String name : List.of("ada", "otto", "audrey", "ben", "cy")) {
            done(chain.register(name));
        }
        done(chain.alone(OperatorTransactions.firstAdmin(chain.ledger(), pid("ada"))));
        done(roles("ada", "otto", "OPERATOR"));
        done(roles("ada", "audrey", "AUDITOR"));
        chain.seal();
    }

    public OperatorRoom room() {
        return chain.room(OperatorRoom.class);
    }

    public Answer roles(String signer, String participant, String... roles) {
        return act(
                signer,
                "admin.roles",
                Json.object()
                        .put("participant", pid(participant).text())
                        .put(
                                "roles",
                                Json.of(List.of(roles).stream().map(Json::of).toList()))
                        .build());
    }

    public Answer act(String signer, String action, Json.Obj fields) {
        return chain.submit(signer, action, fields);
    }

    /** {@code admin.<verb>} on a participant. */
    public Answer stand(String signer, String verb, String participant) {
        return act(
                signer,
                "admin." + verb,
                Json.object().put("participant", pid(participant).text()).build());
    }

    public Answer config(String signer, Json.Obj updates) {
        return act(signer, "admin.config", Json.object().put("updates", updates).build());
    }

    public Answer flag(String signer, String name, boolean on) {
        return act(
                signer,
                "admin.flags",
                Json.object()
                        .put("updates", Json.object().put(name, on).build())
                        .build());
    }

    public Account account(String name) {
        return chain.ledger().account(chain.account(name));
    }

    public AccountStatus status(String name) {
        return account(name).status();
    }

    public static void done(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Committed.class);
    }

    public static Map<String, String> refused(Answer answer, ErrorCode code) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        assertThat(((Answer.Refused) answer).refusal().code()).isEqualTo(code);
        return ((Answer.Refused) answer).refusal().details();
    }
}
