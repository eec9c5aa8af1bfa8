package org.tallystick.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.hub.HubWorld.Told;
import org.tallystick.base.Json;

/** Governing a hub over a real socket, as the page says that a client does it. */
class AdminRoutesTest {

    private static final String PEOPLE = "/admin/participants";

    private HubWorld world;
    private Member ada;
    private Member ben;
    private Member cy;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        world = HubWorld.start(folder.resolve("hub"));
        ada = world.member("Ada");
        ben = world.member("Ben");
        cy = world.member("Cy");
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    private static Json.ObjBuilder about(Member participant) {
        return Json.object().put("participant", participant.pid.text());
    }

    private Json.Obj freeze(Member who, Member participant, String id) {
        return who.signed(
                "admin.freeze", about(participant).put("statement_id", id).build());
    }

    private static String freezing(Member participant) {
        return PEOPLE + "/" + participant.pid.text() + "/freeze";
    }

    @Test
    void aRoleIsGivenAndUsedAtOnceAndTakenAtOnce() throws Exception {
        assertThat(ben.send("POST", freezing(cy), freeze(ben, cy, "b-1"))
                        .error(403, "E006")
                        .object("details")
                        .text("needs"))
                .isEqualTo("OPERATOR");
        ben.get(PEOPLE).error(403, "E006");
        String roles = PEOPLE + "/" + ben.pid.text() + "/roles";
        Json.Obj operator =
                about(ben).put("roles", Json.of(List.of(Json.of("OPERATOR")))).build();
        assertThat(ada.statement("POST", roles, "admin.roles", operator)
                        .data()
                        .array("roles")
                        .texts())
                .containsExactly("OPERATOR");
        assertThat(ben.get("/admin/whoami").data().array("roles").texts()).containsExactly("OPERATOR");
        assertThat(ben.send("POST", freezing(cy), freeze(ben, cy, "b-1")).data().text("status"))
                .isEqualTo("frozen");
        assertThat(ben.get(PEOPLE + "?status=frozen").items())
                .extracting(one -> one.text("display_name"))
                .containsExactly("Cy");
        cy.pay(ada, "HOUR", "1").error(403, "E006");
        Json.Obj none = about(ben).put("roles", Json.of(List.of())).build();
        ada.statement("POST", roles, "admin.roles", none).data();
        ben.get(PEOPLE).error(403, "E006");
    }

    @Test
    void whatWasAskedForUnderAKeyIsDoneOnce() throws Exception {
        Json.Obj freeze = freeze(ada, cy, "a-1");
        Told first = ada.send("POST", freezing(cy), freeze, "Idempotency-Key", "k-1");
        Told again = ada.send("POST", freezing(cy), freeze, "Idempotency-Key", "k-1");
        assertThat(again.data()).isEqualTo(first.data());
        ada.send("POST", freezing(cy), freeze).error(409, "E008");
        ada.send("POST", freezing(ben), freeze(ada, ben, "a-2"), "Idempotency-Key", "k-1")
                .error(422, "E018");
        assertThat(ada.get("/admin/audit-log?action=admin.freeze").items()).hasSize(1);
        assertThat(ada.get("/integrity/audit-log").items())
                .isEqualTo(ada.get("/admin/audit-log").items());
    }

    @Test
    void badInputIsToldByItsFields() throws Exception {
        ada.send("POST", freezing(ben), freeze(ada, cy, "a-1")).error(422, "E009");
        Json.Obj errors = ada.send("POST", freezing(cy), freeze(ada, cy, "a-1").with("id", Json.of("x")))
                .error(422, "E009");
        assertThat(errors.object("details").array("errors").objects())
                .extracting(problem -> problem.text("field") + " " + problem.text("problem"))
                .containsExactly("id unknown");
        Json.Obj far = Json.object()
                .put("updates", Json.object().put("reads_per_minute", 0).build())
                .build();
        ada.statement("PATCH", "/admin/config", "admin.config", far).error(422, "E009");
        ada.get(PEOPLE + "?status=sleeping&type=cat").error(422, "E009");
        ada.get(PEOPLE + "/not-a-pid").error(422, "E009");
    }

    @Test
    void whatIsSetIsSaidByTheHub() throws Exception {
        Json.Obj named = Json.object()
                .put("updates", Json.object().put("name", "Village").build())
                .build();
        ada.statement("PATCH", "/admin/config", "admin.config", named).data();
        Json.Obj unit = Json.object().put("code", "EGG").put("precision", 0).build();
        assertThat(ada.statement("POST", "/admin/equivalents", "admin.equivalent", unit)
                        .status())
                .isEqualTo(201);
        Json.Obj off = Json.object().put("code", "EGG").put("active", false).build();
        ada.statement("PATCH", "/admin/equivalents/EGG", "admin.equivalent", off)
                .data();
        assertThat(ada.get("/admin/config").data().text("name")).isEqualTo("Village");
        assertThat(world.get("/hub").data().array("equivalents").objects())
                .extracting(one -> one.text("code"))
                .doesNotContain("EGG");
        ada.trust(ben, "EGG", "10").error(404, "E015");
    }
}
