package org.tallystick.feature.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.feature.operator.Town.done;
import static org.tallystick.feature.operator.Town.refused;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Answer;

/** Settings, flags and units: who changes them, what is accepted, and that they act. */
class SettingsTest {

    private final Town town = new Town();

    private static Json.Obj json(String text) {
        try {
            return Json.readObject(text.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (MalformedJson malformed) {
            throw new AssertionError(malformed);
        }
    }

    @Test
    void anAdminSetsWhatIsSaidAndLeavesTheRest() {
        done(town.config("ada", json("{'name':'Village','reads_per_minute':500}")));
        done(town.config("ada", json("{'registration':'approval','writes_per_minute':1,'auth_per_minute':1000000}")));
        done(town.flag("ada", "clearing_enabled", false));
        assertThat(town.room().settings())
                .isEqualTo(new OperatorSettings(
                        Optional.of("Village"), Registration.APPROVAL, 500, 1, 1_000_000, false, true));
        for (String name : List.of("otto", "audrey", "ben")) {
            refused(town.config(name, json("{'name':'Mine'}")), ErrorCode.E006);
            refused(town.flag(name, "clearing_enabled", true), ErrorCode.E006);
        }
        assertThat(refused(town.config("ada", json("{'auth_per_minute':1000000}")), ErrorCode.E017))
                .containsEntry("reason", "unchanged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':''}",
                "{'name':'  '}",
                "{'name':7}",
                "{'name':'a\\nb'}",
                "{'registration':'closed'}",
                "{'reads_per_minute':0}",
                "{'reads_per_minute':1000001}",
                "{'writes_per_minute':'30'}",
                "{'auth_per_minute':-1}",
                "{'clearing_enabled':true}",
                "{'colour':'red'}",
                "{'name':null}"
            })
    void aValueThatCannotBeUsedIsRefusedByItsName(String updates) {
        Json.Obj read = json(updates);
        assertThat(refused(town.config("ada", read), ErrorCode.E009))
                .containsEntry(
                        "field", "updates." + read.fields().keySet().iterator().next());
        assertThat(town.room().settings()).isEqualTo(OperatorSettings.DEFAULT);
    }

    @Test
    void nothingToChangeIsNoChange() {
        assertThat(refused(town.config("ada", Json.Obj.EMPTY), ErrorCode.E009)).containsEntry("field", "updates");
        assertThat(refused(town.act("ada", "admin.flags", Json.Obj.EMPTY), ErrorCode.E009))
                .containsEntry("field", "updates");
        assertThat(refused(town.flag("ada", "name", true), ErrorCode.E009)).containsEntry("field", "updates.name");
    }

    @Test
    void theHubAloneSetsOnlyWhatCanBeUsed() {
        Answer answer = town.chain.alone(OperatorTransactions.settings("x", json("{'reads_per_minute':0}")));
        assertThat(refused(answer, ErrorCode.E009)).containsEntry("field", "updates.reads_per_minute");
        done(town.chain.alone(OperatorTransactions.settings("y", json("{'multipath_enabled':false}"))));
        assertThat(town.room().settings().multipathEnabled()).isFalse();
    }

    private Answer unit(String signer, String fields) {
        return town.act(signer, "admin.equivalent", json(fields));
    }

    @Test
    void aUnitIsDefinedOnceAndSwitchedOffAndOn() {
        done(unit("ada", "{'code':'UAH','precision':2}"));
        Equivalent unit = java.util.Objects.requireNonNull(town.chain.ledger().equivalent("UAH"));
        assertThat(unit.precision()).isEqualTo(2);
        assertThat(unit.active()).isTrue();
        done(unit("ada", "{'code':'UAH','active':false}"));
        assertThat(unit.active()).isFalse();
        refused(town.chain.trust("ben", "cy", "UAH", "1", Json.object().build()), ErrorCode.E015);
        done(unit("ada", "{'code':'UAH','active':true}"));
        assertThat(unit.active()).isTrue();
        for (String again :
                List.of("{'code':'UAH','precision':2,'active':true}", "{'code':'UAH','precision':3,'active':false}")) {
            assertThat(refused(unit("ada", again), ErrorCode.E008)).containsEntry("field", "code");
        }
        assertThat(refused(unit("ada", "{'code':'UAH','active':true,'statement_id':'again'}"), ErrorCode.E017))
                .containsEntry("reason", "unchanged");
        refused(unit("otto", "{'code':'EGG','precision':0}"), ErrorCode.E006);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code {'code':'uah','precision':2}",
                "code {'code':'ABCDEFGHIJKLMNOPQ','precision':2}",
                "code {'precision':2}",
                "precision {'code':'EGG','precision':9}",
                "precision {'code':'EGG','precision':-1}",
                "precision {'code':'EGG','active':true}",
                "precision {'code':'EGG','precision':'2'}",
                "active {'code':'HOUR'}",
                "active {'code':'HOUR','active':1}",
                "symbol {'code':'EGG','precision':0,'symbol':'E'}"
            })
    void aUnitThatCannotBeIsRefusedByTheMember(String fieldAndBody) {
        int space = fieldAndBody.indexOf(' ');
        assertThat(refused(unit("ada", fieldAndBody.substring(space + 1)), ErrorCode.E009))
                .containsEntry("field", fieldAndBody.substring(0, space));
    }

    @Test
    void aSwitchedOffClearingClearsNothing() {
        for (String[] line : new String[][] {{"ben", "ada"}, {"cy", "ben"}, {"ada", "cy"}}) {
            done(town.chain.trust(line[0], line[1], "100"));
        }
        done(town.flag("ada", "clearing_enabled", false));
        done(town.chain.pay("ada", "ben", "10"));
        done(town.chain.pay("ben", "cy", "10"));
        done(town.chain.pay("cy", "ada", "10"));
        assertThat(debts()).isEqualTo(3000);
        done(town.flag("ada", "clearing_enabled", true));
        done(town.chain.pay("cy", "ada", "1"));
        assertThat(debts()).isEqualTo(100);
    }

    private long debts() {
        long[] sum = {0};
        town.chain.ledger().forEachLine(line -> sum[0] += line.debtMinor());
        return sum[0];
    }

    @Test
    void aSwitchedOffMultipathLeavesOneRoute() {
        for (String between : List.of("otto", "audrey")) {
            done(town.chain.trust(between, "ben", "10"));
            done(town.chain.trust("cy", between, "10"));
        }
        done(town.flag("ada", "multipath_enabled", false));
        assertThat(refused(town.chain.pay("ben", "cy", "15"), ErrorCode.E002)).containsEntry("available", "10.00");
        done(town.flag("ada", "multipath_enabled", true));
        done(town.chain.pay("ben", "cy", "15"));
    }

    @Test
    void undoReplayAndSnapshotComeToTheSameSettings() {
        byte[] before = town.chain.snapshot();
        done(town.config("ada", json("{'name':'Village','registration':'approval'}")));
        done(town.flag("ada", "multipath_enabled", false));
        town.chain.drop();
        assertThat(town.chain.snapshot()).isEqualTo(before);
        done(town.config("ada", json("{'name':'Village \u2302','registration':'approval'}")));
        done(unit("ada", "{'code':'EGG','precision':0,'active':false}"));
        town.chain.seal();
        done(town.flag("ada", "multipath_enabled", false));
        town.chain.seal();
        assertThat(town.chain.snapshot()).isNotEqualTo(before);
        assertThat(town.chain.replayedSnapshot()).isEqualTo(town.chain.snapshot());
        assertThat(org.tallystick.node.TestChain.readAgain(town.chain.snapshot()))
                .isEqualTo(town.chain.snapshot());
    }
}
