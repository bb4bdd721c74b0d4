package dev.netstock.stock.event;

import dev.netstock.events.TakesMessage;
import dev.netstock.events.TakesMessage.TakeMade;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.sweep.OpenTake;

import java.util.List;

/** The message that carries takes from the stream to the sweep. */
public final class OpenTakes {
    private OpenTakes() {}

    public static TakesMessage message(List<OpenTake> takes) {
        return new TakesMessage(takes.stream().map(OpenTakes::made).toList());
    }

    public static List<OpenTake> of(TakesMessage message) {
        return message.takes().stream().map(OpenTakes::open).toList();
    }

    private static TakeMade made(OpenTake take) {
        return new TakeMade(
                take.item().sku().value(),
                take.item().location().value(),
                take.item().shard(),
                take.version(),
                take.order().value(),
                take.step(),
                take.units());
    }

    private static OpenTake open(TakeMade take) {
        return new OpenTake(
                new ItemKey(new Sku(take.sku()), new Location(take.location()), take.shard()),
                take.version(),
                new OrderId(take.orderId()),
                take.step(),
                take.units());
    }
}
