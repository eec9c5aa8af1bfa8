package org.tallystick.feature.participant;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tallystick.base.Json;
import org.tallystick.feature.participant.sql.ParticipantPage;
import org.tallystick.feature.participant.sql.ParticipantQueries;
import org.tallystick.feature.participant.sql.ParticipantRow;
import org.tallystick.feature.participant.sql.ParticipantSearch;
import org.tallystick.feature.participant.sql.ProfileMerge;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.Page;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.ErrorCode;

/**
 * Who takes part. Everybody who is logged in sees who there is, under which name, and how much others trust them; the rest of where
 * somebody stands only they see. Any thread but the node's own.
 */
final class Participants {

    private final Desk desk;
    private final ParticipantQueries queries;

    /** A page of people. */
    record Found(List<Participant> people, long total) {}

    /** Somebody with where they stand. */
    record Seen(Participant participant, ParticipantTotals totals) {}

    private record Known(Participant.Standing standing, ParticipantTotals totals) {}

    Participants(Desk desk) {
        this.desk = desk;
        this.queries = new ParticipantQueries(desk.node().store());
    }

    /**
     * Somebody with where they stand.
     *
     * @throws ApiError E011 when there is nobody of this PID
     */
    Seen seen(Pid pid) throws ApiError, InterruptedException {
        Known known = desk.ask(view -> Optional.ofNullable(view.ledger().account(pid))
                        .map(account -> new Known(
                                Participant.Standing.of(account), ParticipantTotals.of(account, view.ledger()))))
                .orElseThrow(() -> ApiError.of(ErrorCode.E011, "participant", pid.text()));
        ParticipantRow row = desk.read(() -> queries.byPid(pid)).value().orElseThrow(() -> notYet());
        return new Seen(Participant.of(row, known.standing()), known.totals());
    }

    private static ApiError notYet() {
        Json.Obj details =
                Json.object().put("reason", "lag").put("retry_after_seconds", 1).build();
        return new ApiError(ErrorCode.E020, details, Optional.empty());
    }

    /** What the ledger says about an account that is there. */
    Participant.Standing standing(Pid pid) throws ApiError {
        return desk.ask(view -> Participant.Standing.of(
                Objects.requireNonNull(view.ledger().account(pid), "Who has just signed something has an account")));
    }

    /** A page of those whom a search finds. */
    Found search(ParticipantSearch search, Page page) throws ApiError, InterruptedException {
        ParticipantPage found =
                desk.read(() -> queries.page(search, page.offset(), page.size()).value());
        List<Integer> accounts =
                found.rows().stream().map(ParticipantRow::account).toList();
        Map<Integer, Participant.Standing> standings = desk.ask(view -> accounts.stream()
                .map(view.ledger()::account)
                .collect(Collectors.toMap(Account::number, Participant.Standing::of)));
        Function<ParticipantRow, Participant> whole = row -> Participant.of(
                row, Objects.requireNonNull(standings.get(row.account()), "Each account of the page was asked for"));
        return new Found(found.rows().stream().map(whole).toList(), found.total());
    }

    /**
     * Refuses a change after which somebody's profile would be too long, though the change itself is not.
     *
     * @throws ApiError E009
     */
    void requireRoom(Pid pid, Json.Obj change) throws ApiError, InterruptedException {
        Optional<String> before = desk.read(() -> queries.byPid(pid)).value().flatMap(ParticipantRow::profile);
        if (ProfileMerge.of(before, CanonicalJson.text(change)).length() > Profile.MAX_PROFILE) {
            throw ApiError.field(Profile.PROFILE);
        }
    }
}
