package org.tallystick.feature.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.feature.operator.Town.done;
import static org.tallystick.feature.operator.Town.refused;
import static org.tallystick.node.TestChain.key;
import static org.tallystick.node.TestChain.pid;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Answer;
import org.tallystick.node.TestChain;

/** How an imported account becomes somebody's. */
class ClaimTest {

    private static final String CODE = "K7QM-2XRV-9TBD-HH3W";

    private final Town town = new Town();
    private final Pid mill = Pid.unclaimed(TestChain.hub(), "Mill");
    private final Pid inn = Pid.unclaimed(TestChain.hub(), "Inn");

    @BeforeEach
    void imported() {
        done(town.chain.imported(
                "mill",
                List.of(),
                List.of(
                        new Operation.OpenAccount(mill, AccountStatus.UNCLAIMED, null),
                        new Operation.OpenAccount(inn, AccountStatus.UNCLAIMED, null))));
        town.chain.seal();
    }

    private Answer give(String signer, Pid participant, String codeHash) {
        return town.act(
                signer,
                "admin.claim_code",
                Json.object()
                        .put("participant", participant.text())
                        .put("code_hash", codeHash)
                        .build());
    }

    private Answer claim(Pid account, KeyPair key, KeyPair named, String code) {
        return town.chain.submit(SignedStatement.sign(
                account,
                key,
                "participant.claim",
                TestChain.hub(),
                Json.object()
                        .put("code", code)
                        .put("public_key", named.publicKey().text())
                        .build()));
    }

    private Answer claim(String code) {
        return claim(mill, key("miller"), key("miller"), code);
    }

    private Account account(Pid pid) {
        return Objects.requireNonNull(town.chain.ledger().account(pid));
    }

    @Test
    void whoKnowsTheCodeGetsTheAccountAndSignsForItFromThenOn() {
        long seq = account(mill).seq();
        done(give("ada", mill, ClaimType.hash(CODE)));
        assertThat(account(mill).seq()).isEqualTo(seq + 1);
        assertThat(town.room().claimable(CODE)).contains(mill);
        done(claim(CODE));
        assertThat(account(mill).status()).isEqualTo(AccountStatus.ACTIVE);
        assertThat(account(mill).key()).isEqualTo(key("miller").publicKey());
        assertThat(town.room().claimable(CODE)).isEmpty();
        done(town.chain.submit(SignedStatement.sign(
                mill,
                key("miller"),
                "participant.update",
                TestChain.hub(),
                Json.object().put("display_name", "Mill").build())));
        refused(
                town.chain.submit(SignedStatement.sign(
                        mill,
                        key("ben"),
                        "participant.update",
                        TestChain.hub(),
                        Json.object().put("display_name", "Mine").build())),
                ErrorCode.E005);
    }

    @Test
    void aCodeIsUsedOnce() {
        done(give("ada", mill, ClaimType.hash(CODE)));
        done(claim(CODE));
        assertThat(refused(claim(mill, key("thief"), key("thief"), CODE), ErrorCode.E017))
                .containsEntry("status", "active");
        refused(claim(inn, key("thief"), key("thief"), CODE), ErrorCode.E006);
        assertThat(refused(give("ada", mill, ClaimType.hash(CODE + "2")), ErrorCode.E017))
                .containsEntry("status", "active");
    }

    @Test
    void aWrongCodeAndNoCodeLookTheSame() {
        assertThat(refused(claim(CODE), ErrorCode.E006)).containsEntry("field", "code");
        done(give("ada", mill, ClaimType.hash(CODE)));
        assertThat(refused(claim(CODE + "x"), ErrorCode.E006)).containsEntry("field", "code");
        assertThat(refused(claim("short"), ErrorCode.E009)).containsEntry("field", "code");
        refused(claim(pid("nobody"), key("miller"), key("miller"), CODE), ErrorCode.E011);
        refused(claim(pid("ben"), key("ben"), key("ben"), CODE), ErrorCode.E017);
        assertThat(refused(claim(mill, key("miller"), key("ben"), CODE), ErrorCode.E009))
                .containsEntry("field", "public_key");
        assertThat(account(mill).status()).isEqualTo(AccountStatus.UNCLAIMED);
    }

    @Test
    void aNewCodeReplacesTheLastAndNoTwoAccountsHaveOne() {
        done(give("ada", mill, ClaimType.hash(CODE)));
        refused(give("ada", inn, ClaimType.hash(CODE)), ErrorCode.E008);
        done(give("ada", mill, ClaimType.hash(CODE + "2")));
        refused(claim(CODE), ErrorCode.E006);
        done(give("ada", inn, ClaimType.hash(CODE)));
        done(claim(CODE + "2"));
    }

    @Test
    void onlyAnAdminGivesCodes() {
        refused(give("otto", mill, ClaimType.hash(CODE)), ErrorCode.E006);
        assertThat(refused(give("ada", mill, "ABC"), ErrorCode.E009)).containsEntry("field", "code_hash");
        refused(give("ada", pid("nobody"), ClaimType.hash(CODE)), ErrorCode.E011);
        assertThat(refused(give("ada", pid("ben"), ClaimType.hash(CODE)), ErrorCode.E017))
                .containsEntry("status", "active");
    }

    @Test
    void whoHasACodeNeedsNoApproval() {
        done(town.config("ada", Json.object().put("registration", "approval").build()));
        done(give("ada", mill, ClaimType.hash(CODE)));
        done(claim(CODE));
        assertThat(account(mill).active()).isTrue();
    }

    @Test
    void undoReplayAndSnapshotComeToTheSameCodes() {
        byte[] before = town.chain.snapshot();
        done(give("ada", mill, ClaimType.hash(CODE)));
        done(claim(CODE));
        done(give("ada", inn, ClaimType.hash(CODE)));
        town.chain.drop();
        assertThat(town.chain.snapshot()).isEqualTo(before);
        done(give("ada", mill, ClaimType.hash(CODE)));
        done(give("ada", inn, ClaimType.hash(CODE + "2")));
        town.chain.seal();
        assertThat(TestChain.readAgain(town.chain.snapshot())).isEqualTo(town.chain.snapshot());
        done(claim(CODE));
        town.chain.seal();
        assertThat(town.chain.replayedSnapshot()).isEqualTo(town.chain.snapshot());
        assertThat(town.room().claimable(CODE + "2")).contains(inn);
    }
}
