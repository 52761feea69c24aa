#!/usr/bin/env python3
"""Makes hebei/regions.json: the regions of Hebei with dated names, codes, parents, predecessors and successors.

    python3 make_regions.py CODE_LISTS hebei/regions.json

CODE_LISTS is a folder with the lists named in README.md (gb2260_mca_*.tsv, areacity_level3.csv). The lists say which codes stood when; CHANGES below
says what became what, and how well each day is known. Only Python's standard library; the output depends on nothing but the input.
"""
import csv
import json
import sys
from pathlib import Path

COVERED_FROM = '2012-01-01'
COVERED_TO = '2020-12-31'
APPROVAL, REPORT, LIST = 'approval', 'public-report', 'code-list'

# Same territory under a new code or name: (old code, old name, new code, new name, first day, basis, note).
SAME = [
    ('130282', '丰南市', '130207', '丰南区', COVERED_FROM, LIST, 'Between the lists of 1997-12 and 2015-04, before the register begins; the day is not known.'),
    ('130230', '唐海县', '130209', '曹妃甸区', '2012-07-11', APPROVAL, '国务院 2012-07-11 批准；丰南区滨海镇、滦南县柳赞镇划入。'),
    ('130182', '藁城市', '130109', '藁城区', '2014-09-23', REPORT, '批复日未见，用公布日。'),
    ('130185', '鹿泉市', '130110', '鹿泉区', '2014-09-23', REPORT, '批复日未见，用公布日。'),
    ('130124', '栾城县', '130111', '栾城区', '2014-09-23', REPORT, '批复日未见，用公布日。'),
    ('130602', '新市区', '130602', '竞秀区', '2015-04-28', APPROVAL, '国函〔2015〕73号。'),
    ('130621', '满城县', '130607', '满城区', '2015-04-28', APPROVAL, '国函〔2015〕73号。'),
    ('130622', '清苑县', '130608', '清苑区', '2015-04-28', APPROVAL, '国函〔2015〕73号。'),
    ('130625', '徐水县', '130609', '徐水区', '2015-04-28', APPROVAL, '国函〔2015〕73号。'),
    ('130323', '抚宁县', '130306', '抚宁区', '2015-08-22', REPORT, '批复日未见，用公布日；石门寨、驻操营、杜庄三镇划归海港区，牛头崖镇划归北戴河区。'),
    ('130729', '万全县', '130708', '万全区', '2016-01-27', REPORT, '批复日未见，用公布日。'),
    ('130733', '崇礼县', '130709', '崇礼区', '2016-01-27', REPORT, '批复日未见，用公布日。'),
    ('131181', '冀州市', '131103', '冀州区', '2016-07-05', REPORT, '公开报道所载批准日。'),
    ('130428', '肥乡县', '130407', '肥乡区', '2016-09-30', REPORT, '国函〔2016〕157号；公开报道载 2016 年 9 月批复、10 月 1 日公布，日期取 9 月 30 日。'),
    ('130429', '永年县', '130408', '永年区', '2016-09-30', REPORT, '国函〔2016〕157号；南沿村镇、小西堡乡、姚寨乡划归丛台区；日期同上。'),
    ('130823', '平泉县', '130881', '平泉市', '2017-04-09', APPROVAL, '经国务院批准，民政部 2017-04-09 批复；2017-05-26 挂牌。'),
    ('130223', '滦县', '130284', '滦州市', '2018-10-01', LIST, '2015-04 与 2018-10 两份代码表之间；日期取后一份代码表当月首日。'),
    ('130502', '桥东区', '130502', '襄都区', '2020-06-23', REPORT, '批复日未见，用公布日。'),
    ('130503', '桥西区', '130503', '信都区', '2020-06-23', REPORT, '批复日未见，用公布日。'),
    ('130526', '任县', '130505', '任泽区', '2020-06-23', REPORT, '批复日未见，用公布日。'),
    ('130527', '南和县', '130506', '南和区', '2020-06-23', REPORT, '批复日未见，用公布日。'),
]
# A region that ended and those that took over: (code, name, [(successor's code, whole territory?)], first day without it, basis, note).
ENDED = [
    ('130106', '郊区', [('130108', False)], COVERED_FROM, LIST, 'Between the lists of 1997-12 and 2015-04, before the register begins; other successors are not in the lists.'),
    ('130206', '新区', [('130208', True)], COVERED_FROM, LIST, 'Between the lists of 1997-12 and 2015-04, before the register begins; the day is not known.'),
    ('130221', '丰润县', [('130208', True)], COVERED_FROM, LIST, 'Between the lists of 1997-12 and 2015-04, before the register begins; the day is not known.'),
    ('130103', '桥东区', [('130102', False), ('130104', False)], '2014-09-23', REPORT, '批复日未见，用公布日；街道分归长安区、桥西区。'),
    ('130603', '北市区', [('130606', True)], '2015-04-28', APPROVAL, '国函〔2015〕73号。'),
    ('130604', '南市区', [('130606', True)], '2015-04-28', APPROVAL, '国函〔2015〕73号。'),
    ('130721', '宣化县', [('130705', True)], '2016-01-27', REPORT, '批复日未见，用公布日；原宣化区与宣化县合为新的宣化区。'),
    ('130421', '邯郸县', [('130402', False), ('130403', False)], '2016-09-30', REPORT, '国函〔2016〕157号；乡镇分归邯山区、丛台区。'),
    ('130521', '邢台县', [('130502', False), ('130503', False)], '2020-06-23', REPORT, '批复日未见，用公布日；乡镇分归襄都区、信都区。'),
]
# Regions that begin inside the register and continue nobody's identity.
BEGUN = {'130606': '2015-04-28'}
# 定州 and 辛集 answer to the province directly (the province's circular of 2017-04-13 lists them beside the prefectures); since 2013 as commonly
# reported, the day is nominal. Statistics keep them under 保定 and 石家庄.
DIRECT = {'130682': '2013-06-01', '130181': '2013-06-01'}
ENGLISH = {
    '郊区': 'Suburban', '新区': 'New', '丰润县': 'Fengrun', '丰南市': 'Fengnan', '唐海县': 'Tanghai', '新市区': 'Xinshi', '北市区': 'Beishi',
    '南市区': 'Nanshi', '桥东区': 'Qiaodong', '桥西区': 'Qiaoxi', '滦县': 'Luan', '邯郸县': 'Handan', '邢台县': 'Xingtai', '任县': 'Ren', '宣化县': 'Xuanhua',
    '青龙满族自治县': 'Qinglong Manchu', '丰宁满族自治县': 'Fengning Manchu', '宽城满族自治县': 'Kuancheng Manchu',
    '围场满族蒙古族自治县': 'Weichang Manchu and Mongol', '孟村回族自治县': 'Mengcun Hui', '大厂回族自治县': 'Dachang Hui',
    '井陉矿区': 'Jingxing Mining', '峰峰矿区': 'Fengfeng Mining', '鹰手营子矿区': 'Yingshouyingzi Mining',
}


def main(lists, target):
    old, new = read_tsv(lists / 'gb2260_mca_201504.tsv'), read_tsv(lists / 'gb2260_mca_201904.tsv')
    newest, pinyin = read_areacity(lists / 'areacity_level3.csv')
    regions = build(newest, pinyin)
    check(regions, '2015-04-01', old)
    check(regions, '2019-04-30', new)
    check(regions, '2020-12-31', newest)
    document = {
        'title': {'zh': '河北省行政区划（有期限）', 'en': 'Administrative regions of Hebei, dated'},
        'source': {
            'zh': '民政部 GB/T 2260 代码表 1997-12、2015-04、2019-04，统计代码表 2018-10，2020 年后的代码取自 AreaCity；变更见 tools/make_regions.py',
            'en': 'GB/T 2260 lists of the Ministry of Civil Affairs 1997-12, 2015-04, 2019-04, statistical list 2018-10, codes after 2020 from AreaCity; changes in tools/make_regions.py',
        },
        'coveredFrom': COVERED_FROM, 'coveredTo': COVERED_TO, 'regions': None,
    }
    head = json.dumps(document, ensure_ascii=False, indent=2)
    body = ',\n'.join('    ' + json.dumps(r, ensure_ascii=False) for r in regions)
    target.write_text(head.replace('"regions": null', '"regions": [\n' + body + '\n  ]') + '\n', encoding='utf-8', newline='\n')


def read_tsv(path):
    with open(path, encoding='utf-8') as file:
        rows = list(csv.reader(file, delimiter='\t'))[1:]
    return {row[2]: row[3] for row in rows if row[2].startswith('13')}


def read_areacity(path):
    names, pinyin = {}, {}
    with open(path, encoding='utf-8-sig') as file:
        for row in csv.DictReader(file):
            if row['id'].startswith('13'):
                code = row['id'].ljust(6, '0')
                names[code] = row['ext_name']
                pinyin[row['ext_name']] = row['pinyin']
    return names, pinyin


def build(newest, pinyin):
    renamed = {change[2]: change for change in SAME}
    regions = [from_current(code, name, renamed.get(code), pinyin) for code, name in newest.items()]
    regions += [ended(change, pinyin) for change in ENDED]
    by_code = {code['code']: region for region in regions for code in region['codes']}
    for code, _, successors, day, basis, note in ENDED:
        for successor, whole in successors:
            link = {'on': day, 'whole': whole, 'basis': basis, 'note': note}
            by_code[code].setdefault('successors', []).append({'region': by_code[successor]['id'], **link})
            by_code[successor].setdefault('predecessors', []).append({'region': by_code[code]['id'], **link})
    parents(regions, by_code)
    return sorted(regions, key=lambda region: region['id'])


def from_current(code, name, change, pinyin):
    begun = BEGUN.get(code)
    if change is None:
        return {'id': 'hb-' + code, 'names': [dated_name(name, pinyin, begun, None)], 'codes': [span({'code': code}, begun, None)]}
    before, before_name, _, _, day, basis, note = change
    last = day_before(day)
    codes = [span({'code': code}, None, None)] if before == code else [span({'code': before}, None, last), span({'code': code}, day, None)]
    return {
        'id': 'hb-' + before,
        'names': [dated_name(before_name, pinyin, None, last), dated_name(name, pinyin, day, None)],
        'codes': codes, 'changeBasis': basis, 'note': note,
    }


def ended(change, pinyin):
    code, name, _, day, basis, note = change
    last = day_before(day)
    return {'id': 'hb-' + code, 'names': [dated_name(name, pinyin, None, last)], 'codes': [span({'code': code}, None, last)], 'changeBasis': basis, 'note': note}


def parents(regions, by_code):
    for region in regions:
        first, last = region['codes'][0], region['codes'][-1]
        prefix = first['code']
        above = None if prefix == '130000' else '130000' if prefix.endswith('00') else prefix[:4] + '00'
        life = (first.get('from'), last.get('until'))
        statistical = [] if above is None else [span({'region': by_code[above]['id']}, *life)]
        direct = DIRECT.get(prefix)
        authorities = statistical if direct is None else [
            span({'region': by_code[above]['id']}, None, day_before(direct)), span({'region': 'hb-130000'}, direct, None)]
        region['statisticalParents'], region['authorities'] = statistical, authorities


def dated_name(name, pinyin, start, end):
    return span({'label': {'zh': name, 'en': english(name, pinyin)}, 'kind': kind(name)[0]}, start, end)


def kind(name):
    if name == '河北省':
        return 'province', 'Province'
    if name.endswith('自治县'):
        return 'autonomous-county', 'Autonomous County'
    if name.endswith('区'):
        return 'district', 'District'
    if name.endswith('县'):
        return 'county', 'County'
    return ('prefecture-city' if name in PREFECTURES else 'county-city'), 'City'


PREFECTURES = {'石家庄市', '唐山市', '秦皇岛市', '邯郸市', '邢台市', '保定市', '张家口市', '承德市', '沧州市', '廊坊市', '衡水市'}


def english(name, pinyin):
    base = ENGLISH.get(name) or romanise(name, pinyin)
    return f'{base} {kind(name)[1]}'


def romanise(name, pinyin):
    """The romanisation of the name without its generic last character; an old name takes it from the new one with the same stem."""
    sound = pinyin.get(name) or next(p for n, p in pinyin.items() if n[:-1] == name[:-1])
    syllables = sound.split()[:len(name) - 1]
    return ''.join("'" + s if i and s[0] in 'aoe' else s for i, s in enumerate(syllables)).capitalize()


def span(value, start, end):
    if start is not None:
        value['from'] = start
    if end is not None:
        value['until'] = end
    return value


def day_before(day):
    from datetime import date, timedelta
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def check(regions, day, expected):
    """The register must give exactly the list of that day."""
    def at(spans):
        return next((s for s in spans if s.get('from', '') <= day <= s.get('until', '9999')), None)
    found = {at(r['codes'])['code']: at(r['names'])['label']['zh'] for r in regions if at(r['codes'])}
    if found != expected:
        wrong = sorted(set(found.items()) ^ set(expected.items()))
        sys.exit(f'The register does not give the list of {day}: {wrong}')
    print(f'{day}: {len(found)} regions, equal to the list')


if __name__ == '__main__':
    main(Path(sys.argv[1]), Path(sys.argv[2]))
