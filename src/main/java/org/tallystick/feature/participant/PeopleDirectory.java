package org.tallystick.feature.participant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tallystick.feature.participant.sql.ParticipantPage;
import org.tallystick.feature.participant.sql.ParticipantQueries;
import org.tallystick.feature.participant.sql.ParticipantRow;
import org.tallystick.feature.participant.sql.ParticipantSearch;
import org.tallystick.feature.participant.sql.ProfileMerge;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.Page;
import org.tallystick.http.People;

/** Names and what else is kept about people, out of the projection. Any thread but the node's own. */
public final class PeopleDirectory implements People {

    private final Desk desk;
    private final ParticipantQueries queries;

    /**
     * Makes the directory.
     *
     * @param desk the way to the node
     */
    public PeopleDirectory(Desk desk) {
        this.desk = desk;
        this.queries = new ParticipantQueries(desk.node().store());
    }

    @Override
    public Map<Integer, String> names(Collection<Integer> accounts) throws ApiError, InterruptedException {
        return accounts.isEmpty() ? Map.of() : desk.read(() -> queries.names(accounts));
    }

    @Override
    public Map<Integer, Entry> entries(Collection<Integer> accounts) throws ApiError, InterruptedException {
        List<Integer> numbers = accounts.stream().distinct().toList();
        return desk.read(() -> queries.byAccounts(numbers).value()).stream()
                .map(PeopleDirectory::entry)
                .collect(Collectors.toMap(Entry::account, Function.identity()));
    }

    @Override
    public Found search(Wish wish, Page page) throws ApiError, InterruptedException {
        ParticipantSearch search = new ParticipantSearch(wish.text(), wish.type(), wish.status());
        ParticipantPage found =
                desk.read(() -> queries.page(search, page.offset(), page.size()).value());
        return new Found(found.rows().stream().map(PeopleDirectory::entry).toList(), found.total());
    }

    private static Entry entry(ParticipantRow row) {
        return new Entry(
                row.account(),
                row.pid(),
                row.displayName(),
                row.type(),
                row.profile().map(ProfileMerge::read),
                row.registeredAtMs());
    }
}
