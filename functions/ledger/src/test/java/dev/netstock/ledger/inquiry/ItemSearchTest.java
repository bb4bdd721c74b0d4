package dev.netstock.ledger.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.Seed;
import dev.netstock.stock.Location;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Pages of every kind of search, together, are what a plain look at all items finds. {@code
 * -Dtest.seed=S -Dtest.length=1} runs seed S alone.
 */
class ItemSearchTest {
    private static final int ITEMS = 120;
    private static final int SEARCHES = 60;
    private static final List<String> WORDS =
            List.of("日傘", "雨傘", "軽量", "ラテ", "抹茶", "らて", "500ml", "ｼﾞｭｰｽ");
    private static final List<String> LOCATIONS = List.of("east", "west");

    private final Catalogue catalogue = Catalogue.open();

    private record Shelf(String location, long available, boolean isLow) {}

    private record Thing(
            String sku, String name, Optional<String> category, List<Shelf> shelves, boolean hot) {
        long available(ItemQuery query) {
            return shelves(query).stream().mapToLong(Shelf::available).sum();
        }

        List<Shelf> shelves(ItemQuery query) {
            return shelves.stream()
                    .filter(
                            shelf ->
                                    query.location()
                                            .map(Location::value)
                                            .map(shelf.location()::equals)
                                            .orElse(true))
                    .toList();
        }

        boolean isIn(ItemQuery query) {
            List<Shelf> there = shelves(query);
            return isNamed(query)
                    && (query.location().isEmpty() || !there.isEmpty())
                    && query.state().map(state -> isIn(state, there)).orElse(true);
        }

        boolean isNamed(ItemQuery query) {
            return query.words().map(this::has).orElse(true)
                    && query.category().map(Optional::of).map(category::equals).orElse(true);
        }

        private boolean has(SearchWords words) {
            String folded = SearchText.of(name).folded();
            return words.words().stream().allMatch(word -> folded.contains(word.folded()))
                    || words.skuPrefix().map(sku::startsWith).orElse(false);
        }

        private boolean isIn(ItemState state, List<Shelf> there) {
            return switch (state) {
                case LOW -> there.stream().anyMatch(Shelf::isLow);
                case SOLD_OUT ->
                        !there.isEmpty()
                                && there.stream().allMatch(shelf -> shelf.available() <= 0);
                case OVERSOLD -> there.stream().anyMatch(shelf -> shelf.available() < 0);
                case HOT -> hot;
            };
        }
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    static LongStream seeds() {
        long first = Seed.or(1);
        return LongStream.range(first, first + Length.of(2, 100));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void pages_ofAnySearch_areWhatALookAtAllItemsFinds(long seed) {
        var random = new Random(seed);
        List<Thing> things = fill(random);
        for (int search = 0; search < SEARCHES; search++) {
            ItemQuery query = query(random);
            int stretch = 1 + random.nextInt(40);
            int sortedMax = random.nextInt(2 * ITEMS);
            List<String> expected =
                    things.stream()
                            .filter(thing -> thing.isIn(query))
                            .sorted(
                                    Comparator.comparingLong(
                                                    (Thing thing) ->
                                                            query.sort().sign()
                                                                    * thing.available(query))
                                            .thenComparing(Thing::sku))
                            .map(Thing::sku)
                            .toList();
            Optional<List<String>> found = pages(query, stretch, sortedMax, things);
            assertThat(found.orElse(expected))
                    .as("seed %d, stretch %d, at most %d, %s", seed, stretch, sortedMax, query)
                    .isEqualTo(expected);
            if (found.isEmpty()) {
                assertThat(things.stream().filter(thing -> thing.isNamed(query)).count())
                        .isGreaterThan(sortedMax);
            }
        }
    }

    @Test
    void pages_ofALargeSelection_areNotSorted() {
        catalogue
                .ledger()
                .execute(
                        """
                        INSERT INTO item_search
                        SELECT 'S' || i, '傘', 'x', '傘', ARRAY[ascii('傘')] FROM generate_series(1, ?) i
                        """,
                        ItemSearch.SORTED_MAX + 1);
        String query = "query=" + Catalogue.encoded("傘") + "&sort=available";
        assertThat(catalogue.ask(LedgerInquiryHandler.ITEMS_ROUTE, query).at("/errors/0/message"))
                .isEqualTo("More than 10,000 items match. Narrow the selection, or sort by sku.");
        catalogue.ledger().execute("INSERT INTO low_stock VALUES ('S2', 'east', 1, true)");
        catalogue.stock("S2", "east", 1, 0);
        Reply low = catalogue.ask(LedgerInquiryHandler.ITEMS_ROUTE, query + "&state=low");
        assertThat(low.body().get("items")).hasSize(1);
        catalogue.ledger().execute("DELETE FROM item_search WHERE sku = 'S1'");
        assertThat(catalogue.ask(LedgerInquiryHandler.ITEMS_ROUTE, query).status()).isEqualTo(200);
    }

    /** Empty if there are too many to sort. */
    private Optional<List<String>> pages(
            ItemQuery query, int stretch, int sortedMax, List<Thing> things) {
        Set<String> hot = Set.copyOf(things.stream().filter(Thing::hot).map(Thing::sku).toList());
        List<String> found = new ArrayList<>();
        ItemPosition from = ItemPosition.START;
        for (int pages = 0; pages <= 3 * ITEMS; pages++) {
            ItemQuery next =
                    new ItemQuery(
                            query.words(),
                            query.state(),
                            query.category(),
                            query.location(),
                            query.sort(),
                            query.limit(),
                            from);
            Optional<ItemPage> sortable =
                    catalogue
                            .ledger()
                            .database()
                            .inTransaction(
                                    sql ->
                                            new ItemSearch(sql, next, hot, stretch, sortedMax)
                                                    .page());
            if (sortable.isEmpty()) {
                return Optional.empty();
            }
            ItemPage page = sortable.get();
            assertThat(page.items()).hasSizeLessThanOrEqualTo(query.limit());
            page.items().forEach(item -> found.add(item.sku()));
            if (page.next().isEmpty()) {
                return Optional.of(found);
            }
            from = ItemPosition.parse(page.next().get().text()).orElseThrow();
        }
        throw new AssertionError("The pages do not end");
    }

    private List<Thing> fill(Random random) {
        List<Thing> things = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            String sku = (random.nextBoolean() ? "490" : "S-") + random.nextInt(10) + "." + i;
            var name = new StringBuilder();
            for (int word = random.nextInt(4); word > 0; word--) {
                name.append(pick(WORDS, random)).append(' ');
            }
            List<Shelf> shelves =
                    LOCATIONS.stream()
                            .filter(_ -> random.nextInt(3) > 0)
                            .map(
                                    location ->
                                            new Shelf(
                                                    location,
                                                    random.nextInt(6) - 2,
                                                    random.nextInt(5) == 0))
                            .toList();
            Optional<String> category = Optional.of("傘").filter(_ -> random.nextInt(3) == 0);
            things.add(
                    new Thing(
                            sku,
                            name.toString().strip(),
                            category,
                            shelves,
                            random.nextInt(8) == 0));
        }
        for (Thing thing : things) {
            catalogue.add(thing.sku(), thing.name(), thing.category().orElse(""));
            for (Shelf shelf : thing.shelves()) {
                catalogue.stock(thing.sku(), shelf.location(), 5, 5 - shelf.available());
                catalogue
                        .ledger()
                        .execute(
                                "INSERT INTO low_stock VALUES (?, ?, 1, ?)",
                                thing.sku(),
                                shelf.location(),
                                shelf.isLow());
            }
        }
        catalogue.index();
        return things;
    }

    private static ItemQuery query(Random random) {
        ItemSort sort = pick(List.of(ItemSort.values()), random);
        Optional<SearchWords> words =
                Optional.of(random.nextInt(4) > 0).filter(it -> it).map(_ -> words(random));
        Optional<ItemState> state =
                random.nextInt(3) == 0
                        ? Optional.of(pick(List.of(ItemState.values()), random))
                        : Optional.empty();
        boolean isSelected = words.isPresent() || state.isPresent();
        return new ItemQuery(
                words,
                state,
                random.nextInt(5) == 0 ? Optional.of("傘") : Optional.empty(),
                random.nextInt(4) == 0
                        ? Optional.of(new Location(pick(LOCATIONS, random)))
                        : Optional.empty(),
                isSelected ? sort : ItemSort.SKU,
                1 + random.nextInt(12),
                ItemPosition.START);
    }

    private static SearchWords words(Random random) {
        String text =
                switch (random.nextInt(4)) {
                    case 0 -> "490" + random.nextInt(10);
                    case 1 -> pick(WORDS, random) + " " + pick(WORDS, random);
                    case 2 -> "傘 " + pick(WORDS, random).substring(0, 1);
                    default -> pick(WORDS, random);
                };
        return SearchWords.FORMAT.parse(text).orElseThrow();
    }

    private static <T> T pick(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
