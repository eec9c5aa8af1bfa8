package org.tallystick.feature.participant;

import static org.tallystick.ledger.ErrorCode.E005;
import static org.tallystick.ledger.ErrorCode.E008;
import static org.tallystick.ledger.ErrorCode.E011;

import java.util.List;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.feature.participant.sql.ParticipantSearch;
import org.tallystick.feature.participant.sql.ProfileMerge;
import org.tallystick.http.Access;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.Page;
import org.tallystick.http.Rate;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.http.StatementDesk;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.node.Answer;

/** The routes of participants (seed 004 §2.2 and §3). */
public final class ParticipantRoutes {

    private static final String CHAPTER = "Participants";
    private static final Schema NAME = Schema.text(1, 255);
    private static final Schema TYPE = Schema.word("person", "business", "hub");

    /** What seed 004 calls a business. */
    private static final String ORGANIZATION = "organization";

    private final StatementDesk statements;
    private final Participants participants;

    /**
     * Makes the routes.
     *
     * @param desk the way to the node
     * @param statements where statements are submitted
     */
    public ParticipantRoutes(Desk desk, StatementDesk statements) {
        this.statements = statements;
        this.participants = new Participants(desk);
    }

    /** All of them. */
    public List<Route> all() {
        Route register = register();
        return List.of(
                register,
                register.alias("/participants", "createParticipant"),
                me(),
                update(),
                search(),
                list(),
                show());
    }

    private Route register() {
        return Route.post("/auth/register", "register")
                .about(CHAPTER, "Open an account with its first key, which signs.")
                .access(Access.PUBLIC)
                .rate(Rate.AUTH)
                .body(Schemas.statement(
                        Schema.need("display_name", NAME),
                        Schema.may("type", TYPE),
                        Schema.need("public_key", Schemas.PUBLIC_KEY),
                        Schema.may("profile", Schemas.PROFILE)))
                .answers(201, ParticipantAnswers.PARTICIPANT)
                .fails(E005, E008)
                .handledBy(this::registered);
    }

    private Reply registered(Call call) throws ApiError {
        PublicKey key = key(call, "public_key");
        Pid pid = Pid.of(key);
        Answer.Committed done =
                statements.submitAll(List.of(statements.statement(call, "participant.register", pid, key)));
        // Said from what was sent, because the projection may still be behind.
        return Reply.made(ParticipantAnswers.participant(new Participant(
                        pid,
                        Optional.of(call.bodyText("display_name")),
                        Optional.of(text(call, "type").orElse("person")),
                        profile(call).map(ProfileMerge::withoutNulls),
                        participants.standing(pid),
                        done.timestampMs())))
                .inBlock(done.height());
    }

    private Route me() {
        return Route.get("/participants/me", "getOwnParticipant")
                .about(CHAPTER, "The caller, with where they stand in each equivalent.")
                .answers(200, ParticipantAnswers.OWN)
                .fails(E011)
                .handledBy(call -> Reply.ok(own(call)));
    }

    private Json own(Call call) throws ApiError, InterruptedException {
        Participants.Seen seen = participants.seen(call.who().pid());
        return ParticipantAnswers.own(seen.participant(), seen.totals());
    }

    private Route update() {
        return Route.patch("/participants/me", "updateOwnParticipant")
                .about(
                        CHAPTER,
                        "Change the caller's name, or some members of the profile; one that is null is taken away.")
                .idempotent()
                .body(Schemas.statement(Schema.may("display_name", NAME), Schema.may("profile", Schemas.PROFILE)))
                .answers(200, ParticipantAnswers.OWN)
                .fails(E005, E008, E011)
                .handledBy(call -> {
                    Optional<Json.Obj> change = profile(call);
                    if (change.isPresent()) {
                        participants.requireRoom(call.who().pid(), change.get());
                    }
                    Answer.Committed done = statements.submit(call, "participant.update");
                    return Reply.ok(own(call)).inBlock(done.height());
                });
    }

    private Route show() {
        return Route.get("/participants/{pid}", "getParticipant")
                .about(CHAPTER, "Somebody, with how much others trust them.")
                .path("pid", Schemas.PID)
                .answers(200, ParticipantAnswers.SHOWN)
                .fails(E011)
                .handledBy(call -> {
                    Participants.Seen seen = participants.seen(call.pid("pid"));
                    return Reply.ok(ParticipantAnswers.shown(seen.participant(), seen.totals()));
                });
    }

    private Route search() {
        return searching(Route.get("/participants/search", "searchParticipants")
                        .about(
                                CHAPTER,
                                "People whose name begins with a text, has words that begin with its words, or whose PID begins"
                                        + " with it.")
                        .query("limit", new Schema.Whole(1, Page.MOST)))
                .handledBy(call -> found(
                        call,
                        new Page(call.whole("page", 1), call.whole("per_page", call.whole("limit", Page.USUAL)))));
    }

    private Route list() {
        return searching(Route.get("/participants", "listParticipants")
                        .about(CHAPTER, "Everybody, or those who are looked for."))
                .handledBy(call -> found(call, call.page()));
    }

    private static Route.Builder searching(Route.Builder route) {
        return route.query("q", Schema.text(0, 255))
                .query("type", Schema.word("person", "business", "hub", ORGANIZATION))
                .answersPages(ParticipantAnswers.PARTICIPANT);
    }

    private Reply found(Call call, Page page) throws ApiError, InterruptedException {
        Optional<String> type = call.find("type").map(word -> word.equals(ORGANIZATION) ? "business" : word);
        Participants.Found found =
                participants.search(new ParticipantSearch(call.find("q").orElse(""), type), page);
        return new Reply.Listed(
                found.people().stream()
                        .<Json>map(ParticipantAnswers::participant)
                        .toList(),
                page,
                found.total());
    }

    private static PublicKey key(Call call, String field) throws ApiError {
        try {
            return PublicKey.parse(call.bodyText(field));
        } catch (MalformedIdentity noKey) {
            throw ApiError.field(field);
        }
    }

    private static Optional<String> text(Call call, String field) {
        return call.body().find(field).filter(Json.Str.class::isInstance).map(text -> ((Json.Str) text).value());
    }

    private static Optional<Json.Obj> profile(Call call) {
        return call.body().find("profile").filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast);
    }
}
