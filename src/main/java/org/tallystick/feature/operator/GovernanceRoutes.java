package org.tallystick.feature.operator;

import static org.tallystick.ledger.ErrorCode.E005;
import static org.tallystick.ledger.ErrorCode.E008;
import static org.tallystick.ledger.ErrorCode.E011;
import static org.tallystick.ledger.ErrorCode.E015;
import static org.tallystick.ledger.ErrorCode.E017;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.http.Access;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.Reply;
import org.tallystick.http.Role;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.http.StatementDesk;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Equivalent;
import org.tallystick.node.Answer;

/** The routes by which a hub itself is governed: equivalents, settings, flags, the audit log, and who the caller is here. */
final class GovernanceRoutes {

    private static final String EQUIVALENTS = "/admin/equivalents";

    private static final Schema EQUIVALENT = new Schema.Named(
            "GovernedEquivalent",
            Schema.object(
                    Schema.need(EquivalentType.CODE, Schemas.EQUIVALENT),
                    Schema.need(EquivalentType.PRECISION, precision()),
                    Schema.need(EquivalentType.ACTIVE, new Schema.Flag())));

    private static final Schema.Obj CONFIG = Schema.object(
            Schema.may(SettingFields.NAME, Schema.text(1, SettingFields.MAX_NAME)),
            Schema.may(SettingFields.REGISTRATION, Schema.word(Registration.OPEN.word(), Registration.APPROVAL.word())),
            Schema.may(SettingFields.READS, perMinute()),
            Schema.may(SettingFields.WRITES, perMinute()),
            Schema.may(SettingFields.AUTH, perMinute()));

    private static final Schema.Obj FLAGS = Schema.object(
            Schema.may(SettingFields.CLEARING, new Schema.Flag()),
            Schema.may(SettingFields.MULTIPATH, new Schema.Flag()));

    private final Desk desk;
    private final StatementDesk statements;
    private final AuditLog audit;

    GovernanceRoutes(Desk desk, StatementDesk statements, AuditLog audit) {
        this.desk = desk;
        this.statements = statements;
        this.audit = audit;
    }

    private static Schema precision() {
        return new Schema.Whole(0, EquivalentType.MAX_PRECISION);
    }

    private static Schema perMinute() {
        return new Schema.Whole(1, SettingFields.MAX_PER_MINUTE);
    }

    List<Route> all() {
        return List.of(
                equivalents(),
                define(),
                offer(),
                settings("/admin/config", "getConfig", "What is set for the whole hub.", "Config", CONFIG),
                change(
                        "/admin/config",
                        "updateConfig",
                        "Change what is set for the whole hub; what is not named stays.",
                        SettingsType.CONFIG,
                        "Config",
                        CONFIG),
                settings("/admin/flags", "getFlags", "What the hub does by itself and allows.", "Flags", FLAGS),
                change(
                        "/admin/flags",
                        "updateFlags",
                        "Switch clearing by the hub, or payments over more than one route; what is not named stays.",
                        SettingsType.FLAGS,
                        "Flags",
                        FLAGS),
                auditLog(),
                auditLog().alias("/integrity/audit-log", "integrityAuditLog"),
                whoAmI());
    }

    private Route equivalents() {
        return Route.get(EQUIVALENTS, "listGovernedEquivalents")
                .about(OperatorRoutes.CHAPTER, "All equivalents, also those in which no new line may be opened.")
                .access(Access.AUDITOR)
                .answersPages(EQUIVALENT)
                .handledBy(call -> Reply.page(all(desk), call.page()));
    }

    private static List<Json> all(Desk desk) throws ApiError {
        return desk.ask(view -> {
            List<Equivalent> units = new ArrayList<>();
            for (int number = 0; number < view.ledger().equivalentCount(); number++) {
                units.add(view.ledger().equivalent(number));
            }
            units.sort(Comparator.comparing(Equivalent::code));
            return units.stream().<Json>map(GovernanceRoutes::json).toList();
        });
    }

    private static Json.Obj json(Equivalent unit) {
        return Json.object()
                .put(EquivalentType.CODE, unit.code())
                .put(EquivalentType.PRECISION, unit.precision())
                .put(EquivalentType.ACTIVE, unit.active())
                .build();
    }

    private Json.Obj equivalent(String code) throws ApiError {
        return desk.ask(view ->
                        Optional.ofNullable(view.ledger().equivalent(code)).map(GovernanceRoutes::json))
                .orElseThrow(() -> ApiError.of(E015, "equivalent", code));
    }

    private Route define() {
        return Route.post(EQUIVALENTS, "defineEquivalent")
                .about(OperatorRoutes.CHAPTER, "Define an equivalent; its precision never changes.")
                .access(Access.ADMIN)
                .idempotent()
                .body(Schemas.statement(
                        Schema.need(EquivalentType.CODE, Schemas.EQUIVALENT),
                        Schema.need(EquivalentType.PRECISION, precision()),
                        Schema.may(EquivalentType.ACTIVE, new Schema.Flag())))
                .answers(201, EQUIVALENT)
                .fails(E005, E008)
                .handledBy(call -> {
                    Answer.Committed done = statements.submit(call, AdminType.PREFIX + EquivalentType.VERB);
                    return Reply.made(equivalent(call.bodyText(EquivalentType.CODE)))
                            .inBlock(done.height());
                });
    }

    private Route offer() {
        return Route.patch(EQUIVALENTS + "/{code}", "offerEquivalent")
                .about(
                        OperatorRoutes.CHAPTER,
                        "Whether new lines may be opened in an equivalent; those there are live on.")
                .access(Access.ADMIN)
                .path("code", Schemas.EQUIVALENT)
                .idempotent()
                .body(Schemas.statement(
                        Schema.need(EquivalentType.CODE, Schemas.EQUIVALENT),
                        Schema.need(EquivalentType.ACTIVE, new Schema.Flag())))
                .answers(200, EQUIVALENT)
                .fails(E005, E008, E015, E017)
                .handledBy(call -> {
                    String code = call.need("code");
                    MemberRoutes.requireSame(call, EquivalentType.CODE, code);
                    equivalent(code);
                    Answer.Committed done = statements.submit(call, AdminType.PREFIX + EquivalentType.VERB);
                    return Reply.ok(equivalent(code)).inBlock(done.height());
                });
    }

    private Route settings(String path, String name, String sentence, String shape, Schema.Obj fields) {
        return Route.get(path, name)
                .about(OperatorRoutes.CHAPTER, sentence)
                .access(Access.AUDITOR)
                .answers(200, new Schema.Named(shape, shown(fields)))
                .handledBy(call -> Reply.ok(settings(names(fields))));
    }

    /** Whatever is not said of a change is said in an answer; only a name may be missing. */
    private static Schema.Obj shown(Schema.Obj fields) {
        return new Schema.Obj(
                fields.fields().stream()
                        .map(field -> field.name().equals(SettingFields.NAME)
                                ? field
                                : Schema.need(field.name(), field.schema()))
                        .toList(),
                false);
    }

    private Json.Obj settings(Set<String> names) throws ApiError {
        return desk.ask(view -> SettingFields.json(view.room(OperatorRoom.class).settings(), names));
    }

    private static Set<String> names(Schema.Obj fields) {
        return fields.fields().stream().map(Schema.Field::name).collect(java.util.stream.Collectors.toSet());
    }

    private Route change(String path, String name, String sentence, String verb, String shape, Schema.Obj fields) {
        return Route.patch(path, name)
                .about(OperatorRoutes.CHAPTER, sentence)
                .access(Access.ADMIN)
                .idempotent()
                .body(Schemas.statement(Schema.need(SettingFields.UPDATES, fields)))
                .answers(200, new Schema.Named(shape, shown(fields)))
                .fails(E005, E008, E017)
                .handledBy(call -> {
                    Answer.Committed done = statements.submit(call, AdminType.PREFIX + verb);
                    return Reply.ok(settings(names(fields))).inBlock(done.height());
                });
    }

    private Route auditLog() {
        return Route.get("/admin/audit-log", "listActs")
                .about(
                        OperatorRoutes.CHAPTER,
                        "Acts of administration, the latest first, without reasons, which are personal.")
                .access(Access.AUDITOR)
                .query("action", Schema.text(1, 64, "[a-z_]+(\\.[a-z_]+){1,3}"))
                .query("actor", Schemas.PID)
                .query("object", Schema.text(1, 44, "[0-9A-Za-z_]+"))
                .answersPages(AuditLog.ACT)
                .fails(E011)
                .handledBy(this::acts);
    }

    private Reply acts(Call call) throws ApiError, InterruptedException {
        Optional<Pid> actor = call.find("actor").isPresent() ? Optional.of(call.pid("actor")) : Optional.empty();
        return audit.latest(call.find("action"), actor, call.find("object"), call.page());
    }

    private Route whoAmI() {
        return Route.get("/admin/whoami", "getOwnRoles")
                .about(
                        OperatorRoutes.CHAPTER,
                        "The caller with the roles that they have at this moment; most have none.")
                .answers(
                        200,
                        new Schema.Named(
                                "OwnRoles",
                                Schema.object(
                                        Schema.need("pid", Schemas.PID), Schema.need(AdminFields.ROLES, Member.ROLES))))
                .handledBy(call -> {
                    Pid pid = call.who().pid();
                    Set<Role> roles =
                            desk.ask(view -> view.room(OperatorRoom.class).roles(pid));
                    return Reply.ok(Json.object()
                            .put("pid", pid.text())
                            .put(AdminFields.ROLES, AdminFields.words(roles))
                            .build());
                });
    }
}
