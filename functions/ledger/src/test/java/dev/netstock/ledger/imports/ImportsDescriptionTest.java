package dev.netstock.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.RequestsAsDescribed;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The imports function accepts and returns what the API description allows. */
class ImportsDescriptionTest extends RequestsAsDescribed {
    private static final Inbox INBOX = Inbox.open();

    /** More than fit on a page. */
    @BeforeAll
    static void receive() {
        INBOX.ledger.execute(
                """
                INSERT INTO imports (kind, object_key, upload, uploaded_at, digest, state)
                SELECT 'items', 'inbox/items/' || n, 'v' || n, now(), lpad(n::text, 64, '0'), 'taken'
                FROM generate_series(1, 30) n;
                INSERT INTO contradictions (subject, name, counted, refused)
                SELECT 'movement', '/test ' || n || '@2026-11-21', '{"units": 1}', '{"units": 2}'
                FROM generate_series(1, 30) n
                """);
    }

    @AfterAll
    static void close() {
        INBOX.close();
    }

    @Override
    protected Stream<HttpCall> calls() {
        return Stream.of(ImportsHandler.ROUTE, ImportsHandler.CONTRADICTIONS_ROUTE)
                .map(route -> HttpCall.of(route).query("limit=20"));
    }

    @Override
    protected Reply send(HttpCall call) {
        return Reply.of(
                new ImportsHandler(INBOX.ledger.database())
                        .handleRequest(call.event(), TestContext.create()));
    }

    @Override
    protected Class<?> handler() {
        return ImportsHandler.class;
    }

    @Test
    void kind_ofAnImport_isDescribedForEveryFolderAndForAllOthers() {
        Set<String> kinds =
                Arrays.stream(FileKind.values())
                        .map(FileKind::folder)
                        .collect(Collectors.toCollection(TreeSet::new));
        kinds.add(FileImporter.UNKNOWN);
        assertThat(described("kind")).isEqualTo(kinds);
    }

    /** The database accepts no other state. */
    @Test
    void state_ofAnImport_isDescribedAsTheDatabaseHasIt() {
        String check =
                INBOX.ledger
                        .rows(
                                """
                                SELECT pg_get_constraintdef(oid) FROM pg_constraint
                                WHERE conrelid = 'imports'::regclass AND contype = 'c'
                                  AND pg_get_constraintdef(oid) LIKE '%state%ANY%'
                                """)
                        .getFirst();
        assertThat(described("state"))
                .isEqualTo(
                        Pattern.compile("'([^']*)'")
                                .matcher(check)
                                .results()
                                .map(state -> state.group(1))
                                .collect(Collectors.toSet()));
    }

    private static Set<String> described(String member) {
        return API.schemas()
                .node(API.schema("Import"))
                .at("/properties/" + member + "/enum")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }
}
