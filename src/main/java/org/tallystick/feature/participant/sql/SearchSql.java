package org.tallystick.feature.participant.sql;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** A search for participants as SQL that says how many there are and gives any page of them; looks at every name. Immutable. */
final class SearchSql {

    private static final String BEGINS = "search_name BETWEEN :begin AND :end";
    private static final String PID = "pid BETWEEN :pid AND :pid_end";

    private final ParticipantSearch search;
    private final List<String> words;

    SearchSql(ParticipantSearch search) {
        this.search = search;
        this.words = search.words();
    }

    /** The condition that goes behind FROM. */
    String where() {
        List<String> conditions = new ArrayList<>();
        if (search.type().isPresent()) {
            conditions.add("type = :type");
        }
        if (search.status().isPresent()) {
            conditions.add("status = :status");
        }
        if (!words.isEmpty()) {
            conditions.add("(" + BEGINS + " OR (" + everyWord() + ")" + (search.mayBePid() ? " OR " + PID : "") + ")");
        }
        return conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
    }

    /** The order, with nothing that is equal. */
    String orderBy() {
        if (words.isEmpty()) {
            return "ORDER BY search_name, account";
        }
        String found = "WHEN " + BEGINS + " THEN %s WHEN " + everyWord() + " THEN %s ELSE %s END";
        return "ORDER BY CASE " + found.formatted("0", "1", "2") + ", CASE "
                + found.formatted("search_name", "search_name", "pid") + ", account";
    }

    private String everyWord() {
        List<String> each = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            each.add("(search_name LIKE :first" + i + " ESCAPE '!' OR search_name LIKE :inner" + i + " ESCAPE '!')");
        }
        return String.join(" AND ", each);
    }

    Query bind(Query query) {
        search.type().ifPresent(type -> query.bind("type", type));
        search.status().ifPresent(status -> query.bind("status", status.word()));
        if (!words.isEmpty()) {
            String begin = SearchName.of(search.text());
            query.bind("begin", begin).bind("end", begin + Character.MAX_VALUE);
            for (int i = 0; i < words.size(); i++) {
                String literal = SearchName.of(words.get(i)).replaceAll("[!%_]", "!$0");
                query.bind("first" + i, literal + "%").bind("inner" + i, "% " + literal + "%");
            }
            if (search.mayBePid()) {
                query.bind("pid", search.text()).bind("pid_end", search.text() + Character.MAX_VALUE);
            }
        }
        return query;
    }
}
