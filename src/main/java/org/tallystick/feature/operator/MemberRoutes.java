package org.tallystick.feature.operator;

import static org.tallystick.ledger.ErrorCode.E005;
import static org.tallystick.ledger.ErrorCode.E008;
import static org.tallystick.ledger.ErrorCode.E011;
import static org.tallystick.ledger.ErrorCode.E017;

import java.util.List;
import org.tallystick.base.Json;
import org.tallystick.http.Access;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Page;
import org.tallystick.http.People;
import org.tallystick.http.Reply;
import org.tallystick.http.Role;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.http.StatementDesk;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.node.Answer;

/** The routes of those who look after people: who there is, who takes part, who has which role, who may claim an account. */
final class MemberRoutes {

    private static final String ALL = "/admin/participants";
    private static final String ONE = ALL + "/{pid}";

    private static final Schema CLAIM_CODE = new Schema.Named(
            "ClaimCode",
            Schema.object(
                    Schema.need(AdminFields.PARTICIPANT, Schemas.PID),
                    Schema.need(ClaimCodeType.CODE_HASH, Schemas.HASH)));

    private final StatementDesk statements;
    private final Members members;

    MemberRoutes(StatementDesk statements, Members members) {
        this.statements = statements;
        this.members = members;
    }

    List<Route> all() {
        return List.of(
                list(),
                show(),
                step(StandingType.Step.APPROVE, "Whoever waits for approval takes part from now on."),
                step(StandingType.Step.FREEZE, "Somebody neither sends, receives nor forwards until they are thawed."),
                step(StandingType.Step.UNFREEZE, "Somebody who was frozen takes part again."),
                step(StandingType.Step.BAN, "Somebody is excluded, or turned away while they wait for approval."),
                step(StandingType.Step.UNBAN, "Somebody who was excluded takes part again."),
                roles(),
                claimCode());
    }

    private Route list() {
        return Route.get(ALL, "listMembers")
                .about(
                        OperatorRoutes.CHAPTER,
                        "Everybody who has an account, or those who are looked for, with what their account may do and their roles.")
                .access(Access.AUDITOR)
                .query("q", Schema.text(0, 255))
                .query("type", Schema.word("person", "business", "hub"))
                .query("status", Member.STATUS)
                .answersPages(Member.SCHEMA)
                .handledBy(call -> {
                    Page page = call.page();
                    Members.Found found = members.search(
                            new People.Wish(
                                    call.find("q").orElse(""),
                                    call.find("type"),
                                    call.find("status").map(AccountStatus::ofWord)),
                            page);
                    return new Reply.Listed(
                            found.members().stream().<Json>map(Member::json).toList(), page, found.total());
                });
    }

    private Route show() {
        return Route.get(ONE, "getMember")
                .about(OperatorRoutes.CHAPTER, "Somebody with what their account may do and their roles.")
                .access(Access.AUDITOR)
                .path("pid", Schemas.PID)
                .answers(200, Member.SCHEMA)
                .fails(E011)
                .handledBy(call -> Reply.ok(members.member(call.pid("pid")).json()));
    }

    private Route step(StandingType.Step step, String sentence) {
        return act(
                Route.post(ONE + "/" + step.verb(), step.verb() + "Member")
                        .about(OperatorRoutes.CHAPTER, sentence)
                        .access(access(step.role())),
                step.verb(),
                Schema.may(StandingType.REASON, Schema.text(1, StandingType.MAX_REASON)));
    }

    private static Access access(Role role) {
        return role == Role.ADMIN ? Access.ADMIN : Access.OPERATOR;
    }

    private Route roles() {
        return act(
                Route.post(ONE + "/roles", "setRoles")
                        .about(
                                OperatorRoutes.CHAPTER,
                                "Somebody has these roles from now on and no others; the last ADMIN stays one.")
                        .access(Access.ADMIN),
                RolesType.VERB,
                Schema.need(AdminFields.ROLES, Member.ROLES));
    }

    /** An act about who is named in the path and, since that is what is signed, in the body. */
    private Route act(Route.Builder route, String verb, Schema.Field field) {
        return route.path("pid", Schemas.PID)
                .idempotent()
                .body(Schemas.statement(Schema.need(AdminFields.PARTICIPANT, Schemas.PID), field))
                .answers(200, Member.SCHEMA)
                .fails(E005, E008, E011, E017)
                .handledBy(call -> {
                    Pid pid = call.pid("pid");
                    requireSame(call, AdminFields.PARTICIPANT, pid.text());
                    Answer.Committed done = statements.submit(call, AdminType.PREFIX + verb);
                    return Reply.ok(members.changed(pid).json()).inBlock(done.height());
                });
    }

    private Route claimCode() {
        return Route.post("/admin/claim-codes", "giveClaimCode")
                .about(
                        OperatorRoutes.CHAPTER,
                        "Whoever knows the code of this SHA-256 may claim an imported account; a new code replaces the last.")
                .access(Access.ADMIN)
                .idempotent()
                .body(Schemas.statement(
                        Schema.need(AdminFields.PARTICIPANT, Schemas.PID),
                        Schema.need(ClaimCodeType.CODE_HASH, Schemas.HASH)))
                .answers(201, CLAIM_CODE)
                .fails(E005, E008, E011, E017)
                .handledBy(call -> {
                    Answer.Committed done = statements.submit(call, AdminType.PREFIX + ClaimCodeType.VERB);
                    return Reply.made(Json.object()
                                    .put(AdminFields.PARTICIPANT, call.bodyText(AdminFields.PARTICIPANT))
                                    .put(ClaimCodeType.CODE_HASH, call.bodyText(ClaimCodeType.CODE_HASH))
                                    .build())
                            .inBlock(done.height());
                });
    }

    /**
     * Path and signed body have to be about the same.
     *
     * @throws ApiError E009 with the member of the body
     */
    static void requireSame(Call call, String member, String inPath) throws ApiError {
        if (!call.bodyText(member).equals(inPath)) {
            throw ApiError.field(member);
        }
    }
}
