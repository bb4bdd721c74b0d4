import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import {useQuery} from '@tanstack/react-query';
import {useState} from 'react';
import type {Schemas} from '../api/client';
import {channels, locations} from '../api/reads';
import {useConsole} from '../app/context';
import {Loaded} from '../parts/Failure';
import {ChannelForm} from './places/ChannelForm';
import {LocationForm} from './places/LocationForm';

type Location = Schemas['LocationDetails'];
type Channel = Schemas['ChannelDetails'];

/** A location that does not exist yet. */
const NEW_LOCATION: Location = {
  location: '', name: '', sellsOnline: true, priority: 1000, groups: [], pickup: false, buffers: [], version: 0,
};
const NEW_CHANNEL: Channel = {
  channel: '', name: '', kind: 'mall', buffer: 0, spillover: true, version: 0,
};

/** Where units are, and who may sell them. */
export function PlacesPage() {
  const {words} = useConsole();
  return (
    <ContentLayout header={<Header variant="h1">{words.pages.places}</Header>}>
      <SpaceBetween size="l">
        <Locations />
        <Channels />
      </SpaceBetween>
    </ContentLayout>
  );
}

function Locations() {
  const {api, session, words, formats} = useConsole();
  const query = useQuery(locations(api));
  const [edited, setEdited] = useState<Location>();
  const mayChange = session.may('netstock/operate');
  return (
    <Loaded query={query}>
      {data => (
        <>
          <Table
            items={data.items}
            trackBy="location"
            ariaLabels={{tableLabel: words.places.locations}}
            header={
              <Header
                variant="h2"
                counter={words.common.count(formats.number(data.items.length))}
                description={words.places.description}
                actions={mayChange && <Button onClick={() => setEdited(NEW_LOCATION)}>{words.places.add}</Button>}
              >
                {words.places.locations}
              </Header>
            }
            columnDefinitions={[
              {id: 'location', header: words.common.location, isRowHeader: true, cell: it => it.location},
              {id: 'name', header: words.places.name, cell: it => it.name},
              {
                id: 'sells', header: words.places.sellsOnline,
                cell: it => (
                  <StatusIndicator type={it.sellsOnline ? 'success' : 'stopped'}>
                    {it.sellsOnline ? words.places.open : words.places.closed}
                  </StatusIndicator>
                ),
              },
              {id: 'priority', header: words.places.priority, cell: it => formats.number(it.priority)},
              {id: 'groups', header: words.places.groups, cell: it => it.groups.join(', ') || '–'},
              {id: 'pickup', header: words.places.pickup, cell: it => (it.pickup ? words.common.yes : words.common.no)},
              {
                id: 'buffers', header: words.places.buffers,
                cell: it => it.buffers.map(each => `${each.channel}: ${formats.number(each.units)}`).join(', ') || '–',
              },
              {
                id: 'change', header: '',
                cell: it =>
                  mayChange && (
                    <Button
                      variant="inline-link"
                      ariaLabel={words.places.changeOf(it.location)}
                      onClick={() => setEdited(it)}
                    >
                      {words.places.change}
                    </Button>
                  ),
              },
            ]}
            empty={<Box textAlign="center">{words.common.none}</Box>}
          />
          {edited && <LocationForm current={edited} onDone={() => setEdited(undefined)} />}
        </>
      )}
    </Loaded>
  );
}

function Channels() {
  const {api, session, words, formats} = useConsole();
  const query = useQuery(channels(api));
  const [edited, setEdited] = useState<Channel>();
  const mayChange = session.may('netstock/operate');
  return (
    <Loaded query={query}>
      {data => (
        <>
          <Table
            items={data.items}
            trackBy="channel"
            ariaLabels={{tableLabel: words.places.channels}}
            header={
              <Header
                variant="h2"
                counter={words.common.count(formats.number(data.items.length))}
                description={words.places.channelsDescription}
                actions={mayChange && <Button onClick={() => setEdited(NEW_CHANNEL)}>{words.places.addChannel}</Button>}
              >
                {words.places.channels}
              </Header>
            }
            columnDefinitions={[
              {id: 'channel', header: words.common.channel, isRowHeader: true, cell: it => it.channel},
              {id: 'name', header: words.places.name, cell: it => it.name},
              {id: 'kind', header: words.places.kind, cell: it => words.places.kinds[it.kind]},
              {id: 'buffer', header: words.places.buffer, cell: it => formats.number(it.buffer)},
              {
                id: 'spillover', header: words.places.spillover,
                cell: it => (it.spillover ? words.common.yes : words.common.no),
              },
              {
                id: 'hold', header: words.places.maxHold,
                cell: it => (it.maxHoldSeconds === undefined ? '–' : formats.number(it.maxHoldSeconds)),
              },
              {
                id: 'limit', header: words.places.limit,
                cell: it => (it.limit === undefined ? '–' : words.places.limitOf(
                  it.limit.perOrder === undefined ? '–' : formats.number(it.limit.perOrder),
                  it.limit.perCustomer === undefined ? '–' : formats.number(it.limit.perCustomer),
                )),
              },
              {
                id: 'change', header: '',
                cell: it =>
                  mayChange && (
                    <Button
                      variant="inline-link"
                      ariaLabel={words.places.changeOf(it.channel)}
                      onClick={() => setEdited(it)}
                    >
                      {words.places.change}
                    </Button>
                  ),
              },
            ]}
            empty={<Box textAlign="center">{words.places.defaults}</Box>}
          />
          {edited && <ChannelForm current={edited} onDone={() => setEdited(undefined)} />}
        </>
      )}
    </Loaded>
  );
}
