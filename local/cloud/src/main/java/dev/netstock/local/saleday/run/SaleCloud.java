package dev.netstock.local.saleday.run;

import dev.netstock.local.demo.CatalogueLoader;
import dev.netstock.local.saleday.snapshot.StockTables;
import dev.netstock.local.saleday.traffic.SaleApi;

import java.net.URI;

/**
 * The parts of the running cloud that a sale uses.
 *
 * @param api the HTTP API
 * @param loader loads the SKUs from files, as the core system sends them
 * @param tables the tables to verify
 * @param lambda the endpoint of the local Lambda
 */
public record SaleCloud(SaleApi api, CatalogueLoader loader, StockTables tables, URI lambda) {}
